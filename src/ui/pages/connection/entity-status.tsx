import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { statusQuery } from '../../api/queries.ts'
import type { ConnectionDetail, EntityStatus } from '../../api/types.ts'
import { FreshnessBadge, StateBadge, useEntityName } from '../../parts/badges.tsx'
import { isEntity } from '../../parts/entities.ts'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Awaited } from '../../parts/page-states.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { Ago, Moment, ZoneNote } from '../../parts/time.tsx'

/** Per entity: how fresh and how complete it is, against the store's own count. */
export function EntityStatusTable({ connection }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const query = useQuery(statusQuery(connection.id))
  const columns = useColumns(connection)
  return (
    <div>
      <div className="card">
        <Awaited query={query}>
          {({ entities }) => (
            <DataTable
              label={t('connection.tabs.overview')}
              columns={columns}
              rows={entities}
              keyOf={one => one.entity}
            />
          )}
        </Awaited>
      </div>
      {query.data?.entities.some(({ counts }) => counts === null) && (
        <Text fz="xs" c="dimmed" mt="sm">
          {t('connection.notCountedWhy')}
        </Text>
      )}
      <ZoneNote zone={connection.store.timeZone} />
    </div>
  )
}

function useColumns(connection: ConnectionDetail): Column<EntityStatus>[] {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const { timeZone } = connection.store
  const there = `/settings/connectors/${connection.id}`
  const lastRunOf = (entity: string) => connection.entities.find(one => one.entity === entity)?.lastRun
  return [
    {
      name: 'entity',
      title: t('connection.entity'),
      show: one => (
        <>
          <b>{entityName(one.entity, one.label)}</b>
          <div>
            <FreshnessBadge freshness={one.freshness} />
          </div>
        </>
      ),
    },
    {
      name: 'since',
      title: t('connection.completeSince'),
      show: one => <Since status={one} timeZone={timeZone} />,
    },
    {
      name: 'until',
      title: t('connection.completeUntil'),
      show: one => (one.completeUntil ? <Moment at={one.completeUntil} timeZone={timeZone} /> : <NotYet />),
    },
    {
      name: 'counts',
      title: t('connection.counts'),
      number: true,
      show: one => <Counts connection={connection} status={one} />,
    },
    {
      name: 'last',
      title: t('connection.lastRun'),
      wide: true,
      show: one => <LastRun run={lastRunOf(one.entity)} />,
    },
    {
      name: 'next',
      title: t('connection.nextRun'),
      wide: true,
      show: one => <Go to={`${there}/schedule`}>{one.nextRunAt ? <Ago at={one.nextRunAt} /> : t('connectors.off')}</Go>,
    },
  ]
}

function LastRun({ run }: { run: ConnectionDetail['entities'][number]['lastRun'] | undefined }) {
  const { t } = useTranslation()
  if (!run) return t('common.never')
  return (
    <Go to={`/runs/${run.id}`} className="quiet-link">
      <StateBadge state={run.state} /> <Ago at={run.endedAt ?? run.queuedAt} />
    </Go>
  )
}

function NotYet() {
  const { t } = useTranslation()
  return (
    <Text span fz="xs" c="dimmed">
      {t('connection.notYet')}
    </Text>
  )
}

function Since({ status, timeZone }: { status: EntityStatus; timeZone: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (status.completeUntil === null) return <NotYet />
  return status.completeSince === null ? t('connection.runs.whole') : formats.day(status.completeSince, timeZone)
}

interface CountsProps {
  readonly connection: ConnectionDetail
  readonly status: EntityStatus
}

/** Ours of the store's, as they were when all ids of the store were last seen. */
function Counts({ connection: { id: connectionId, orderStart }, status }: CountsProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { counts, entity } = status
  if (counts === null) return <Aside>{t('connection.notCounted')}</Aside>
  const words = number(counts.ours)
  return (
    <>
      {isEntity(entity) ? (
        <Go
          to={`/${entity}`}
          search={{ connectionId, deleted: 'false', ...(entity === 'orders' && { createdFrom: orderStart }) }}
          className="text-link"
        >
          {words}
        </Go>
      ) : (
        words
      )}
      <Text span fz="sm" c="dimmed">
        {' '}
        {t('connection.ofStore', { count: counts.store })}
      </Text>
      <Aside>
        {t('connection.counted')} <Ago at={counts.at} />
      </Aside>
    </>
  )
}

/** Beside a number, in as little room as there is. */
const Aside = ({ children }: { children: ReactNode }) => (
  <Text fz="xs" c="dimmed" style={{ whiteSpace: 'normal' }}>
    {children}
  </Text>
)
