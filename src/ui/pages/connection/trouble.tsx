import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { alertsQuery, statusQuery } from '../../api/queries.ts'
import type { ConnectionDetail, EntityStatus } from '../../api/types.ts'
import { useEntityName } from '../../parts/badges.tsx'
import { Go } from '../../parts/go.tsx'
import { Note } from '../../parts/problems.tsx'
import { SettingsStep, SwitchOn } from '../../parts/steps.tsx'
import { findWanting, MissingWords } from '../../parts/trust.tsx'
import { WaitingRuns } from '../../parts/waiting-runs.tsx'

/** What is wrong with a connection and what to do about each, the worst first; else that all is well. */
export function Trouble({ connection }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const status = useQuery(statusQuery(connection.id)).data
  const alerts = useQuery(alertsQuery(connection.id)).data?.items
  const ending = alerts?.filter(({ kind }) => kind === 'ending') ?? []
  const { attention, entities, state, id } = connection
  const failed = entities.filter(one => one.lastRun?.state === 'failed')
  const waiting = state === 'needs_attention' && attention === null
  const wanting = status?.entities.filter(one => findWanting(one).length > 0) ?? []
  const known = status !== undefined && alerts !== undefined
  const quiet = !attention && !waiting && [failed, wanting, ending].every(({ length }) => length === 0)
  const calm = known && quiet && state !== 'paused' && !status.entities.some(isBehind)
  const behind =
    status?.entities.filter(one => isBehind(one) && !failed.some(({ entity }) => entity === one.entity)) ?? []
  const asleep = state !== 'paused' && status?.entities.every(one => one.freshness === 'inactive')
  return (
    <Stack gap="xs">
      {attention && (
        <Note tone="bad" title={attention.message}>
          {attention.remedy} <SettingsStep connectionId={id} />
        </Note>
      )}
      {waiting && (
        <Note tone="warn" title={t('connection.needsApproval')}>
          <WaitingRuns connection={connection} />
        </Note>
      )}
      {state === 'paused' && (
        <Note tone="warn" title={t('connection.paused')}>
          <div className="trust">
            <SettingsStep connectionId={id} />
          </div>
        </Note>
      )}
      {ending.map(one => (
        <Note key={one.id} tone="warn" title={one.message}>
          {one.remedy} <SettingsStep connectionId={id} />
        </Note>
      ))}
      {state !== 'paused' &&
        !attention &&
        behind.map(one => <Behind key={one.entity} connectionId={id} entity={one} />)}
      {failed.map(one => (
        <FailedRun key={one.entity} schedule={one} />
      ))}
      {wanting.map(one => (
        <Wanting key={one.entity} connectionId={id} entity={one} />
      ))}
      {calm && !asleep && (
        <Note tone="good" title={t('connection.noProblems')}>
          {t('connection.allComplete')}
        </Note>
      )}
      {asleep && (
        <Note tone="warn" title={t('start.noSchedule')}>
          <SwitchOn connectionId={id} />
        </Note>
      )}
    </Stack>
  )
}

/** Nothing of it has failed, and yet it does not arrive when it should. */
const isBehind = ({ freshness }: EntityStatus) => ['late', 'stalled', 'disconnected'].includes(freshness)

function Behind({
  connectionId,
  entity: { entity, label, freshness, because },
}: {
  connectionId: string
  entity: EntityStatus
}) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  return (
    <Note tone="warn" title={`${entityName(entity, label)}: ${t(`freshness.${freshness}`)}`}>
      {because}{' '}
      <Go to={`/settings/connectors/${connectionId}/runs`} search={{ entity }} className="text-link">
        {t('connection.putRight.order_start')}
      </Go>
    </Note>
  )
}

function FailedRun({ schedule }: { schedule: ConnectionDetail['entities'][number] }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const { entity, label, lastRun } = schedule
  if (lastRun === null) return null
  return (
    <Note
      tone="bad"
      title={
        <Go to={`/runs/${lastRun.id}`} className="text-link">
          {t('start.failedRun', { entity: entityName(entity, label).toLowerCase() })}
        </Go>
      }
    >
      {lastRun.problem?.message} {lastRun.problem?.remedy}
    </Note>
  )
}

/** What keeps one entity from being complete, each with the place where it is put right. */
function Wanting({ connectionId, entity }: { connectionId: string; entity: EntityStatus }) {
  const entityName = useEntityName()
  return (
    <Note tone="warn" title={entityName(entity.entity, entity.label)}>
      <MissingWords connectionId={connectionId} entity={entity.entity} missing={findWanting(entity)} />
    </Note>
  )
}
