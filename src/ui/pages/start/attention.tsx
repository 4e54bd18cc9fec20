import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { allStatusQuery, openAlertsQuery, useMay } from '../../api/queries.ts'
import type { Connection } from '../../api/types.ts'
import { AlertNote, alertsShown } from '../../parts/alert-notes.tsx'
import { useEntityName } from '../../parts/badges.tsx'
import { Go } from '../../parts/go.tsx'
import { Note } from '../../parts/problems.tsx'
import { Section } from '../../parts/section.tsx'

/** What a person must look at, the worst of each connection; else that all is calm. */
export function AttentionList({ connections }: { connections: Connection[] }) {
  const { t } = useTranslation()
  const support = useMay('support')
  const status = useQuery(allStatusQuery).data
  const alerts = useQuery(openAlertsQuery)
  const shown = alertsShown(alerts.data?.items ?? [])
  const set = support ? (status?.summary.openRejections ?? 0) : 0
  const notes = connections.flatMap(connection => <ConnectionNotes key={connection.id} connection={connection} />)
  const calm = connections.every(one => findTrouble(one) === 'none') && set === 0 && shown.length === 0
  return (
    <Section title={t('start.attention')}>
      <Stack gap="xs">
        {calm && (
          <Note tone="good" title={t('start.calm')}>
            {t('start.calmWhy', { count: connections.length })}
          </Note>
        )}
        {notes}
        {shown.map(alert => (
          <AlertNote key={alert.id} alert={alert} />
        ))}
        {set > 0 && (
          <Note
            tone="warn"
            title={
              <Go to="/rejections" search={{ state: 'open' }} className="text-link">
                {t('start.rejections', { count: set })}
              </Go>
            }
          >
            {t('start.rejectionsWhy')}
          </Note>
        )}
      </Stack>
    </Section>
  )
}

const failedEntities = ({ entities }: Connection) => entities.filter(one => one.lastRun?.state === 'failed')

function findTrouble(connection: Connection): 'attention' | 'failed' | 'unscheduled' | 'none' {
  if (connection.state === 'needs_attention') return 'attention'
  if (failedEntities(connection).length > 0) return 'failed'
  return connection.state !== 'paused' && connection.entities.every(one => !one.active) ? 'unscheduled' : 'none'
}

function ConnectionNotes({ connection }: { connection: Connection }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const to = `/settings/connectors/${connection.id}`
  const name = (
    <Go to={to} className="text-link">
      {connection.name}
    </Go>
  )
  const { attention } = connection
  switch (findTrouble(connection)) {
    case 'none':
      return null
    case 'attention':
      return (
        <Note
          tone="bad"
          title={
            <>
              {name}: {attention?.message ?? t('connection.needsApproval')}
            </>
          }
        >
          {attention?.remedy ?? (
            <Go to="/runs" search={{ connectionId: connection.id, state: 'needs_approval' }} className="text-link">
              {t('connection.seeApproval')}
            </Go>
          )}
        </Note>
      )
    case 'failed':
      return failedEntities(connection).map(one => (
        <Note
          key={one.entity}
          tone="bad"
          title={
            <>
              {name}:{' '}
              <Go to={`/runs/${one.lastRun!.id}`} className="text-link">
                {t('start.failedRun', { entity: entityName(one.entity, one.label).toLowerCase() })}
              </Go>
            </>
          }
        >
          {one.lastRun?.problem?.message} {one.lastRun?.problem?.remedy}
        </Note>
      ))
    case 'unscheduled':
      return (
        <Note tone="warn" title={name}>
          {t('start.noSchedule')}{' '}
          <Go to={`${to}/schedule`} className="text-link">
            {t('start.switchOn')}
          </Go>
        </Note>
      )
  }
}
