import { Button, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { CustomerItem } from '../../api/types.ts'
import { PracticeBadge } from '../../parts/badges.tsx'
import { Go } from '../../parts/go.tsx'
import { Awaited } from '../../parts/page-states.tsx'
import { RawText } from '../../parts/raw.tsx'
import { Moment } from '../../parts/time.tsx'

/** What every record has. */
type AnyRecord = Pick<
  CustomerItem,
  | 'connectionId'
  | 'connectionName'
  | 'practice'
  | 'externalId'
  | 'createdAt'
  | 'modifiedAt'
  | 'deletedAt'
  | 'importedAt'
  | 'changedAt'
>

/** Where a record comes from, and what became of it when. */
export function RecordFacts({ record, zone }: { record: AnyRecord; zone: string | undefined }) {
  const { t } = useTranslation()
  const events = [
    ['created', record.createdAt],
    ['modified', record.modifiedAt],
    ['imported', record.importedAt],
    ['changed', record.changedAt],
    ['deleted', record.deletedAt],
  ] as const
  const known = events.filter((event): event is [(typeof event)[0], string] => event[1] !== null)
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
        {known
          .sort(([, a], [, b]) => a.localeCompare(b))
          .map(([name, at]) => (
            <Fragment key={name}>
              <dt>{t(`data.${name}`)}</dt>
              <dd>
                <Moment at={at} {...(zone && { timeZone: zone })} />
              </dd>
            </Fragment>
          ))}
      </dl>
      {zone && (
        <Text fz="xs" c="dimmed" mt="sm">
          {t('data.zone', { zone })}
        </Text>
      )}
    </section>
  )
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
