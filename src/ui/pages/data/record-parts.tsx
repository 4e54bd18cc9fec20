import { Button, Text, Title } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { connectionQuery, connectorsQuery } from '../../api/queries.ts'
import type { CustomerDetail, CustomerItem, List, RecordChange } from '../../api/types.ts'
import { PracticeBadge } from '../../parts/badges.tsx'
import { Go } from '../../parts/go.tsx'
import { Awaited } from '../../parts/page-states.tsx'
import { RawText } from '../../parts/raw.tsx'
import { Moment, ZoneNote } from '../../parts/time.tsx'

/** A record shown on a page of its own. */
type AnyRecord = Omit<CustomerItem, 'email' | 'firstName' | 'lastName' | 'company' | 'phone' | 'role'> &
  Pick<CustomerDetail, 'storePage'>

/** The way to the record in the store's own back office. */
export function StorePageLink({ record }: { record: AnyRecord }) {
  const { t } = useTranslation()
  const system = useQuery(connectionQuery(record.connectionId)).data?.externalSystem
  const name = useQuery(connectorsQuery).data?.find(({ id }) => id === system)?.name
  if (record.storePage === null) return null
  return (
    <Button
      component="a"
      variant="default"
      size="xs"
      href={record.storePage}
      target="_blank"
      rel="noreferrer"
      rightSection={<IconExternalLink size={14} aria-hidden />}
    >
      {name ? t('data.openInSystem', { system: name }) : t('data.openInStore')}
    </Button>
  )
}

interface RecordFactsProps {
  readonly list: 'orders' | 'products' | 'customers'
  readonly record: AnyRecord
  readonly zone: string | undefined
}

/** Where a record comes from, and what became of it when. */
export function RecordFacts({ list, record, zone }: RecordFactsProps) {
  const { t } = useTranslation()
  const timeline = useTimeline(list, record)
  return (
    <section className="card card-pad">
      <Title order={2} mb="sm">
        {t('data.timeline')}
      </Title>
      <dl className="facts">
        <dt>{t('data.source')}</dt>
        <dd>
          <Go to={`/settings/connectors/${record.connectionId}`}>{record.connectionName}</Go>{' '}
          {record.practice && <PracticeBadge />}
        </dd>
        <dt>{t('data.externalId')}</dt>
        <dd>{record.externalId}</dd>
        {timeline.map(({ name, at, runId }) => (
          <Fragment key={name + at + runId}>
            <dt>{t(`data.${name}`)}</dt>
            <dd>
              <Moment at={at} timeZone={zone} />
              {runId && (
                <>
                  {' · '}
                  <Go to={`/runs/${runId}`} className="text-link">
                    {t('data.run')}
                  </Go>
                </>
              )}
            </dd>
          </Fragment>
        ))}
      </dl>
      {zone && <ZoneNote zone={zone} />}
    </section>
  )
}

interface Moved {
  readonly name: 'created' | 'modified' | 'imported' | 'changed' | 'deleted' | 'restored'
  readonly at: string
  readonly runId: string | null
}

const names = { created: 'imported', updated: 'changed', deleted: 'deleted', restored: 'restored' } as const

/** What the store says, and each change here with the run that brought it; without those, when it came and last changed. */
function useTimeline(list: RecordFactsProps['list'], record: AnyRecord): Moved[] {
  const path = `/${list}/${record.id}/changes`
  const { data } = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<List<RecordChange>>(path, {}, signal),
  })
  const told: Moved[] = data?.items.map(({ change, ...rest }) => ({ name: names[change], ...rest })) ?? []
  const moved = (name: Moved['name'], at: string | null) => (at === null ? [] : [{ name, at, runId: null }])
  const kept = (name: Moved['name'], at: string | null) => (told.some(one => one.name === name) ? [] : moved(name, at))
  return [
    ...moved('created', record.createdAt),
    ...moved('modified', record.modifiedAt),
    ...kept('imported', record.importedAt),
    ...(told.length === 0 && record.changedAt !== record.importedAt ? moved('changed', record.changedAt) : []),
    ...kept('deleted', record.deletedAt),
    ...told,
  ].sort((a, b) => a.at.localeCompare(b.at))
}

interface FactsCardProps {
  readonly facts: ReadonlyArray<readonly [name: string, value: ReactNode]>
  /** What does not fit into a line. */
  readonly children?: ReactNode
}

/** What a record is, line by line. */
export function FactsCard({ facts, children }: FactsCardProps) {
  const { t } = useTranslation()
  return (
    <section className="card card-pad">
      <Title order={2} mb="sm">
        {t('data.facts')}
      </Title>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value || '–'}</dd>
          </Fragment>
        ))}
      </dl>
      {children}
    </section>
  )
}

type Address = Readonly<Record<string, unknown>> | null

const lines = ['name', 'company', 'line1', 'line2'] as const

export function AddressBlock({ title, address }: { title: string; address: Address }) {
  const { t } = useTranslation()
  const say = (name: string) => (address?.[name] ? String(address[name]) : '')
  const place = [say('postcode'), say('city'), say('region'), say('country')].filter(Boolean).join(' ')
  const written = [...lines.map(say), place, say('phone')].filter(Boolean)
  return (
    <div style={{ marginTop: 14 }}>
      <Text fz="xs" c="dimmed">
        {title}
      </Text>
      <Text fz="sm" style={{ whiteSpace: 'pre-line' }}>
        {written.length > 0 ? written.join('\n') : t('data.orders.noAddress')}
      </Text>
    </div>
  )
}

/** Read only when somebody asks for it. */
export function RawPart({ path }: { path: string }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const query = useQuery({
    queryKey: [path],
    enabled: shown,
    queryFn: async ({ signal }) => JSON.stringify(await get<unknown>(path, {}, signal)),
  })
  return (
    <section>
      <Title order={2} mb="xs">
        {t('data.raw')}
      </Title>
      {shown ? (
        <Awaited query={query}>{text => <RawText text={text} />}</Awaited>
      ) : (
        <Button variant="default" size="xs" onClick={() => setShown(true)}>
          {t('data.rawShow')}
        </Button>
      )}
    </section>
  )
}
