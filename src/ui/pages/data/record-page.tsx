import { Button, Stack } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { connectionQuery, connectorsQuery, useMay } from '../../api/queries.ts'
import { PracticeBadge, StateBadge, TestOrderBadge } from '../../parts/badges.tsx'
import type { PagedEntity } from '../../parts/entities.ts'
import { Go } from '../../parts/go.tsx'
import { Awaited, Page } from '../../parts/page-states.tsx'
import { RawText } from '../../parts/raw.tsx'
import { Section } from '../../parts/section.tsx'
import { type AnyRecord, RecordFacts } from './record-facts.tsx'

/** A part of the page of a record. */
export type RecordPart<Shown> = ComponentType<{ record: Shown }>

interface RecordPageProps<Shown> {
  readonly list: PagedEntity
  readonly titleOf: (record: Shown) => string
  readonly Main: RecordPart<Shown>
  readonly Aside: RecordPart<Shown>
}

/** A record on a page of its own: what it holds, what it is and where it is from, and as the store gave it. */
export function RecordPage<Shown extends AnyRecord>({ list, titleOf, ...parts }: RecordPageProps<Shown>) {
  const { t } = useTranslation()
  const { id } = useParams({ strict: false }) as { id: string }
  const path = `/${list}/${id}`
  const query = useQuery({
    queryKey: [`/${list}`, id],
    queryFn: ({ signal }) => get<Shown>(path, {}, signal),
  })
  const record = query.data
  return (
    <Page
      title={record ? titleOf(record) : t(`data.${list}.title`)}
      above={<Go to={`/${list}`}>{t(`data.${list}.title`)}</Go>}
      actions={
        record && (
          <>
            {record.practice && <PracticeBadge />}
            {record.test && <TestOrderBadge />}
            {record.status && <StateBadge state={record.deletedAt ? 'deleted' : record.status} />}
            <StorePageLink record={record} />
          </>
        )
      }
    >
      <Awaited query={query}>{data => <Columns path={path} record={data} {...parts} />}</Awaited>
    </Page>
  )
}

interface ColumnsProps<Shown> extends Pick<RecordPageProps<Shown>, 'Main' | 'Aside'> {
  readonly path: string
  readonly record: Shown
}

function Columns<Shown extends AnyRecord>({ path, record, Main, Aside }: ColumnsProps<Shown>) {
  const support = useMay('support')
  return (
    <div className="wide-left">
      <Stack gap="lg">
        <Main record={record} />
        {support && <RawPart path={`${path}/raw`} />}
      </Stack>
      <Stack gap="md">
        <Aside record={record} />
        <RecordFacts path={path} record={record} />
      </Stack>
    </div>
  )
}

/** The way to the record in the store's own back office. */
function StorePageLink({ record }: { record: AnyRecord }) {
  const { t } = useTranslation()
  const system = useQuery(connectionQuery(record.connectionId)).data?.externalSystem
  const name = useQuery(connectorsQuery).data?.find(({ id }) => id === system)?.name
  // Koppla runs a practice store itself: there is no back office in it.
  if (record.storePage === null || record.practice) return null
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

/** Read only when somebody asks for it. */
function RawPart({ path }: { path: string }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const query = useQuery({
    queryKey: [path],
    enabled: shown,
    queryFn: async ({ signal }) => JSON.stringify(await get<unknown>(path, {}, signal)),
  })
  return (
    <Section title={t('data.raw')}>
      {shown ? (
        <Awaited query={query}>{text => <RawText text={text} />}</Awaited>
      ) : (
        <Button variant="default" size="xs" onClick={() => setShown(true)}>
          {t('data.rawShow')}
        </Button>
      )}
    </Section>
  )
}
