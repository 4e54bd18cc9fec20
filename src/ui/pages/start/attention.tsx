import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/queries.ts'
import type { Connection, Overview } from '../../api/types.ts'
import type { Search } from '../../app/router.tsx'
import { AlertNote } from '../../parts/alert-notes.tsx'
import { PracticeBadge, useEntityName } from '../../parts/badges.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Note } from '../../parts/problems.tsx'
import { Section } from '../../parts/section.tsx'
import { SettingsStep, SwitchOn } from '../../parts/steps.tsx'
import { TrustWords } from '../../parts/trust.tsx'
import { WaitingRuns } from '../../parts/waiting-runs.tsx'

const notesShown = 8

/** What a person must look at, the worst of each connection; else that all is calm. */
export function AttentionList({ overview: { connections, alerts } }: { overview: Overview }) {
  const { t } = useTranslation()
  const troubled = connections.items.filter(one => one.trouble !== null).slice(0, notesShown)
  const calm = connections.troubled === 0 && alerts.count === 0
  return (
    <Section title={t('start.attention')}>
      <Stack gap="xs">
        {calm && (
          <Note tone="good" title={t('start.calm')}>
            {t('start.calmWhy', { count: connections.count })}
          </Note>
        )}
        {troubled.map(connection => (
          <ConnectionNotes key={connection.id} connection={connection} />
        ))}
        <More
          count={connections.troubled - troubled.length}
          text="start.moreTroubled"
          to="/settings/connectors"
          search={{ troubled: 'true' }}
        />
        {alerts.items.map(alert => (
          <AlertNote key={alert.id} alert={alert} />
        ))}
        <More
          count={alerts.count - alerts.items.length}
          text="start.moreAlerts"
          to="/settings/alerts"
          search={{ open: 'true' }}
        />
      </Stack>
    </Section>
  )
}

interface MoreProps {
  readonly count: number
  readonly text: 'start.moreTroubled' | 'start.moreAlerts' | 'start.moreConnections'
  readonly to: string
  readonly search?: Search
}

/** How many are not shown, and where they are. */
export function More({ count, text, to, search = {} }: MoreProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  if (count <= 0) return null
  return (
    <Text fz="sm" component="p" m={0}>
      <Go to={to} search={search} className="text-link">
        {t(text, { count, shown: number(count) })}
      </Go>
    </Text>
  )
}

const failedEntities = ({ entities }: Connection) => entities.filter(one => one.lastRun?.state === 'failed')

function ConnectionNotes({ connection }: { connection: Connection }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const support = useMay('support')
  const to = `/settings/connectors/${connection.id}`
  const name = (
    <>
      <Go to={to} className="text-link">
        {connection.name}
      </Go>
      {connection.practice && ' '}
      {connection.practice && <PracticeBadge />}
    </>
  )
  const { attention } = connection
  switch (connection.trouble) {
    case null:
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
          {attention ? (
            <>
              {attention.remedy} <SettingsStep connectionId={connection.id} />
            </>
          ) : (
            <WaitingRuns connection={connection} />
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
    case 'rejections':
      return (
        <Note tone="warn" title={name}>
          {t(support ? 'start.rejectionsWhy' : 'start.rejectionsSeen')}
          <TrustWords connection={connection} />
        </Note>
      )
    case 'unscheduled':
      return (
        <Note tone="warn" title={name}>
          {t('start.noSchedule')} <SwitchOn connectionId={connection.id} />
        </Note>
      )
  }
}
