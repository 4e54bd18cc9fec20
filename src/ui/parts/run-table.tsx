import { Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/queries.ts'
import type { ConnectionDetail, Run } from '../api/types.ts'
import { DaysBetween } from '../pages/data/day-filter.tsx'
import { StateBadge, useEntityName } from './badges.tsx'
import { useDayZone } from './day-zone.ts'
import { startOfDay } from './days.ts'
import { useFilters } from './filters.ts'
import { useFormats } from './formats.ts'
import { Go } from './go.tsx'
import { Empty, NoMatch } from './page-states.tsx'
import { RecordLink } from './record-link.tsx'
import { RunNumber } from './run-number.tsx'
import { StartRun } from './start-run.tsx'
import { type Column, PagedTable, usePaged } from './table.tsx'
import { Ago } from './time.tsx'
import { WorkFilters } from './work-filters.tsx'

const states = [
  'queued',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'cancelled',
  'skipped',
  'needs_approval',
] as const

/** Runs, of one connection or of all; what goes on is kept true. */
export function RunTable({ path, connection }: { path: string; connection?: ConnectionDetail }) {
  const { t } = useTranslation()
  const admin = useMay('admin')
  const { filters, setFilter, clear } = useFilters(path)
  const connectionId = connection?.id ?? filters['connectionId']
  const timeZone = useDayZone(connectionId)
  const { startedFrom, startedBefore } = filters
  const query = usePaged<Run>(
    '/runs',
    {
      ...filters,
      connectionId,
      startedFrom: startOfDay(startedFrom, timeZone),
      startedBefore: startOfDay(startedBefore, timeZone),
    },
    { refetchMs: 3_000, enabled: timeZone !== undefined || !(startedFrom || startedBefore) },
  )
  const columns = useRunColumns()
  const filtered = Object.values(filters).some(Boolean)
  return (
    <Stack gap="md">
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <WorkFilters
            {...{ filters, setFilter, states }}
            connectionId={connection?.id}
            state={filters['state']}
            onState={state => setFilter({ state })}
          />
          <DaysBetween
            labels={[t('connection.runs.from'), t('connection.runs.before')]}
            days={[startedFrom, startedBefore]}
            onChange={([startedFrom, startedBefore]) => setFilter({ startedFrom, startedBefore })}
            timeZone={timeZone}
          />
        </Group>
        {connection && admin && <StartRun connection={connection} />}
      </Group>
      <PagedTable
        label={t('connection.runs.title')}
        query={query}
        columns={connection ? columns.filter(({ name }) => name !== 'connection') : columns}
        keyOf={run => run.id}
        empty={
          filtered ? (
            <NoMatch onClear={clear} />
          ) : (
            <Empty
              title={t('connection.runs.none')}
              action={!connection && <Go to="/settings/connectors">{t('start.allConnections')}</Go>}
            >
              {t(connection ? 'connection.runs.noneWhy' : 'connection.runs.noneAnywhere')}
            </Empty>
          )
        }
      />
    </Stack>
  )
}

function useRunColumns(): Column<Run>[] {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const { duration } = useFormats()
  const count = (name: 'read' | 'created' | 'updated' | 'rejected', wide = true): Column<Run> => ({
    name,
    title: t(`connection.runs.${name}`),
    number: true,
    wide,
    show: run => <RunNumber run={run} name={name} />,
  })
  return [
    {
      name: 'entity',
      title: t('connection.entity'),
      show: run => (
        <RecordLink to={`/runs/${run.id}`} practice={run.practice}>
          <b>{entityName(run.entity)}</b>
        </RecordLink>
      ),
    },
    {
      name: 'connection',
      title: t('data.connection'),
      wide: true,
      show: run => <Go to={`/settings/connectors/${run.connectionId}`}>{run.connectionName}</Go>,
    },
    {
      name: 'kind',
      title: t('connection.runs.kind'),
      wide: true,
      show: run => t(`connection.runs.kinds.${run.kind as 'full'}`, { defaultValue: run.kind }),
    },
    { name: 'state', title: t('connection.runs.state'), show: run => <StateBadge state={run.state} /> },
    { name: 'began', title: t('connection.runs.began'), show: run => <Ago at={run.startedAt ?? run.queuedAt} /> },
    {
      name: 'took',
      title: t('connection.runs.took'),
      number: true,
      wide: true,
      show: run => (run.startedAt && run.endedAt ? duration(Date.parse(run.endedAt) - Date.parse(run.startedAt)) : '–'),
    },
    count('read', false),
    count('created'),
    count('updated'),
    count('rejected'),
  ]
}
