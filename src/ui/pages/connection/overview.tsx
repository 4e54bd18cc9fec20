import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { useMay } from '../../api/queries.ts'
import type { ConnectionDetail, Page as PageOf, Run } from '../../api/types.ts'
import { StateBadge, useEntityName } from '../../parts/badges.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Note } from '../../parts/problems.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { Ago, Moment } from '../../parts/time.tsx'
import { PracticePart } from './practice.tsx'
import { RunBars } from './run-bars.tsx'

export function OverviewTab({ connection }: { connection: ConnectionDetail }) {
  const admin = useMay('admin')
  const runs = useQuery({
    queryKey: ['/runs', 'overview', connection.id],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => get<PageOf<Run>>('/runs', { connectionId: connection.id, limit: 60 }, signal),
  })
  const latest = runs.data?.items ?? []
  return (
    <div className="wide-left">
      <Stack gap="lg">
        <Problems connection={connection} />
        <EntityTable connection={connection} runs={latest} />
        <RunBars runs={latest} />
      </Stack>
      <Stack gap="md">
        {connection.practice && admin && <PracticePart connectionId={connection.id} />}
        <Facts connection={connection} />
      </Stack>
    </div>
  )
}

function Problems({ connection }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const { attention, entities, state, id } = connection
  const failed = entities.filter(one => one.lastRun?.state === 'failed')
  const waiting = state === 'needs_attention' && attention === null
  return (
    <Stack gap="xs">
      {attention && (
        <Note tone="bad" title={attention.message}>
          {attention.remedy}
        </Note>
      )}
      {waiting && (
        <Note tone="warn" title={t('connection.needsApproval')}>
          <Go to={`/settings/connectors/${id}/runs`} search={{ state: 'needs_approval' }} className="text-link">
            {t('connection.seeApproval')}
          </Go>
        </Note>
      )}
      {failed.map(one => (
        <Note
          key={one.entity}
          tone="bad"
          title={
            <Go to={`/runs/${one.lastRun!.id}`} className="text-link">
              {t('start.failedRun', { entity: entityName(one.entity, one.label).toLowerCase() })}
            </Go>
          }
        >
          {one.lastRun?.problem?.message}
        </Note>
      ))}
      {!attention && !waiting && failed.length === 0 && <Note tone="good" title={t('connection.noProblems')} />}
    </Stack>
  )
}

type Row = ConnectionDetail['entities'][number]

function EntityTable({ connection, runs }: { connection: ConnectionDetail; runs: readonly Run[] }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const there = `/settings/connectors/${connection.id}`
  const completeUpTo = (entity: string) =>
    runs.find(run => run.entity === entity && run.state === 'succeeded' && run.until !== null)?.until
  const columns: Column<Row>[] = [
    { name: 'entity', title: t('connection.entity'), show: one => <b>{entityName(one.entity, one.label)}</b> },
    {
      name: 'last',
      title: t('connection.lastRun'),
      show: ({ lastRun }) =>
        lastRun === null ? (
          t('common.never')
        ) : (
          <Go to={`/runs/${lastRun.id}`} className="quiet-link">
            <StateBadge state={lastRun.state} /> <Ago at={lastRun.endedAt ?? lastRun.queuedAt} />
          </Go>
        ),
    },
    {
      name: 'complete',
      title: t('connection.completeSince'),
      wide: true,
      show: one => {
        const until = completeUpTo(one.entity)
        return until ? <Moment at={until} timeZone={connection.store.timeZone} /> : '–'
      },
    },
    {
      name: 'next',
      title: t('connection.nextRun'),
      show: one => (
        <Go to={`${there}/schedule`}>
          {one.active && one.nextRunAt ? <Ago at={one.nextRunAt} /> : t('connectors.off')}
        </Go>
      ),
    },
  ]
  return (
    <div className="card">
      <DataTable
        label={t('connection.tabs.overview')}
        columns={columns}
        rows={connection.entities}
        keyOf={one => one.entity}
      />
    </div>
  )
}

function Facts({ connection }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { store, orderStart, warehouse, companyGroup, verifiedAt } = connection
  return (
    <aside className="card card-pad">
      <Title order={2} mb="sm">
        {store.name}
      </Title>
      <dl className="facts">
        <dt>{t('connectors.address')}</dt>
        <dd>
          <a className="text-link" href={store.url} target="_blank" rel="noreferrer">
            {store.url}
          </a>
        </dd>
        <dt>{t('connection.orderStart')}</dt>
        <dd>{formats.day(`${orderStart}T12:00:00Z`, 'UTC')}</dd>
        <dt>{t('connection.timeZone')}</dt>
        <dd>{store.timeZone}</dd>
        <dt>{t('connectors.warehouse')}</dt>
        <dd>{warehouse?.name ?? t('common.none')}</dd>
        <dt>{t('connectors.companyGroup')}</dt>
        <dd>{companyGroup?.name ?? t('common.none')}</dd>
        <dt>{t('connection.verified')}</dt>
        <dd>
          <Moment at={verifiedAt} />
        </dd>
      </dl>
    </aside>
  )
}
