import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Connection, ScheduleBrief } from '../api/types.ts'
import { useEntityName } from './badges.tsx'
import { Go } from './go.tsx'
import type { Tone } from './problems.tsx'
import { Ago } from './time.tsx'

/** Per entity: how the last run went and when, and when the next one is. */
export function EntityChips({ connection }: { connection: Pick<Connection, 'id' | 'entities'> }) {
  return (
    <Group gap={6}>
      {connection.entities.map(one => (
        <EntityChip key={one.entity} connectionId={connection.id} schedule={one} />
      ))}
    </Group>
  )
}

const toneOf = ({ lastRun, unreadableBecause }: ScheduleBrief): Tone => {
  if (unreadableBecause !== null) return 'warn'
  switch (lastRun?.state) {
    case 'succeeded':
      return 'good'
    case 'failed':
      return 'bad'
    case 'needs_approval':
      return 'warn'
    case undefined:
      return 'quiet'
    default:
      return 'info'
  }
}

function EntityChip({ connectionId, schedule }: { connectionId: string; schedule: ScheduleBrief }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const { entity, label, lastRun, nextRunAt, active } = schedule
  const state = lastRun?.state === 'succeeded' ? undefined : lastRun?.state
  return (
    <Go
      to={`/settings/connectors/${connectionId}/${lastRun ? 'runs' : 'schedule'}`}
      search={lastRun ? { entity } : {}}
      className="chip"
    >
      <span style={{ display: 'flex', alignItems: 'center', gap: 6 }}>
        <Dot tone={toneOf(schedule)} />
        <b>{entityName(entity, label)}</b>
      </span>
      <span>
        {lastRun === null ? (
          t('connectors.neverRun')
        ) : (
          <>
            {state && `${t(`states.${state as 'failed'}`)}, `}
            <Ago at={lastRun.endedAt ?? lastRun.queuedAt} />
          </>
        )}
      </span>
      <span style={{ color: 'var(--mantine-color-dimmed)' }}>
        {active && nextRunAt ? (
          <>
            {t('connectors.next')} <Ago at={nextRunAt} />
          </>
        ) : (
          t('connectors.off')
        )}
      </span>
    </Go>
  )
}

const Dot = ({ tone }: { tone: Tone }) => (
  <span
    aria-hidden
    style={{ width: 8, height: 8, borderRadius: '50%', background: `var(--koppla-${tone})`, flex: 'none' }}
  />
)
