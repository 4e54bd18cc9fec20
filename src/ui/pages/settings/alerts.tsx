import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/queries.ts'
import type { Alert } from '../../api/types.ts'
import { useEntityName } from '../../parts/badges.tsx'
import { ConnectionChoice } from '../../parts/connection-choice.tsx'
import { useFilters } from '../../parts/filters.ts'
import { Go } from '../../parts/go.tsx'
import { Empty, NoMatch, Page } from '../../parts/page-states.tsx'
import { RecordLink } from '../../parts/record-link.tsx'
import { type Column, PagedTable, usePaged } from '../../parts/table.tsx'
import { Ago, Moment, OwnZoneNote } from '../../parts/time.tsx'
import { Choice } from '../data/filter-bar.tsx'
import { AlertChannels } from './alert-channels.tsx'

const here = '/settings/alerts'

/** What is wrong, what was, and who is told of it. */
export function AlertsPage() {
  const { t } = useTranslation()
  const admin = useMay('admin')
  const { filters, setFilter, clear } = useFilters(here)
  const query = usePaged<Alert>('/alerts', filters, { refetchMs: 30_000 })
  const columns = useAlertColumns()
  const filtered = Object.values(filters).some(Boolean)
  return (
    <Page title={t('alerts.title')}>
      <Text fz="sm" c="dimmed">
        {t('alerts.lead')}
      </Text>
      {admin && <AlertChannels />}
      <Stack gap="md">
        <Group gap="xs" role="search">
          <ConnectionChoice value={filters['connectionId']} onChange={connectionId => setFilter({ connectionId })} />
          <Choice
            label={t('alerts.state')}
            value={filters['open']}
            onChange={open => setFilter({ open })}
            data={[
              { value: 'true', label: t('alerts.lasts') },
              { value: 'false', label: t('alerts.over') },
            ]}
          />
        </Group>
        <PagedTable
          label={t('alerts.title')}
          query={query}
          columns={columns}
          keyOf={one => one.id}
          note={<OwnZoneNote />}
          empty={
            filtered ? (
              <NoMatch title={t('alerts.noneMatch')} onClear={clear} />
            ) : (
              <Empty title={t('alerts.none')}>{t('alerts.noneWhy')}</Empty>
            )
          }
        />
      </Stack>
    </Page>
  )
}

function useAlertColumns(): Column<Alert>[] {
  const { t } = useTranslation()
  const entityName = useEntityName()
  return [
    {
      name: 'connection',
      title: t('data.connection'),
      show: one => (
        <RecordLink to={`/settings/connectors/${one.connectionId}`} practice={one.practice}>
          {one.connectionName}
        </RecordLink>
      ),
    },
    {
      name: 'what',
      title: t('alerts.what'),
      show: one => (
        <>
          <b>{one.entity !== null && `${entityName(one.entity)}: `}</b>
          {one.message}
          {one.endedAt === null && (
            <div>
              {one.remedy} <Remedy alert={one} />
            </div>
          )}
        </>
      ),
    },
    {
      name: 'state',
      title: t('alerts.state'),
      show: one => (
        <span className={`badge ${one.endedAt === null ? 'warn' : 'quiet'}`}>
          {t(one.endedAt === null ? 'alerts.lasts' : 'alerts.over')}
        </span>
      ),
    },
    { name: 'began', title: t('alerts.began'), wide: true, show: one => <Moment at={one.beganAt} /> },
    {
      name: 'told',
      title: t('alerts.told'),
      wide: true,
      show: one => <span className="one-line">{one.toldAt ? <Ago at={one.toldAt} /> : t('alerts.notTold')}</span>,
    },
    {
      name: 'ended',
      title: t('alerts.ended'),
      wide: true,
      show: one =>
        one.endedAt ? (
          <>
            <Ago at={one.endedAt} />
            {one.ended && <div>{t(`alerts.endedHow.${one.ended}`)}</div>}
          </>
        ) : (
          '–'
        ),
    },
  ]
}

/** The page where it is put right, or seen. */
function Remedy({ alert: { kind, connectionId, entity } }: { alert: Alert }) {
  const { t } = useTranslation()
  const support = useMay('support')
  const there = `/settings/connectors/${connectionId}`
  const search = entity === null ? {} : { entity }
  if (kind === 'brake')
    return (
      <Go to={`${there}/runs`} search={{ ...search, state: 'needs_approval' }} className="text-link">
        {t('connection.putRight.brake')}
      </Go>
    )
  if (kind === 'rejections')
    return (
      support && (
        <Go to={`${there}/rejections`} search={search} className="text-link">
          {t('connection.putRight.rejections')}
        </Go>
      )
    )
  return (
    <Go to={`${there}/runs`} search={search} className="text-link">
      {t('connection.putRight.order_start')}
    </Go>
  )
}
