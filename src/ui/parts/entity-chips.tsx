import { useTranslation } from 'react-i18next'
import type { Connection } from '../api/types.ts'
import { freshTones, useEntityName } from './badges.tsx'
import { Go } from './go.tsx'
import { Ago } from './time.tsx'

/** Per entity: how fresh it is, when the last run ended and how, and when the next one is. */
export function EntityChips({ connection }: { connection: Pick<Connection, 'id' | 'entities'> }) {
  return (
    <div className="chips">
      {connection.entities.map(one => (
        <EntityChip key={one.entity} connectionId={connection.id} state={one} />
      ))}
    </div>
  )
}

type EntityState = Connection['entities'][number]

/** What is worth a word: that it is not as it should be, else that the last run was not. */
function useWord({ freshness, lastRun }: EntityState): string | null {
  const { t } = useTranslation()
  if (['late', 'stalled', 'disconnected', 'paused'].includes(freshness)) return t(`freshness.${freshness}`)
  const { state } = lastRun ?? {}
  return state === undefined || state === 'succeeded' ? null : t(`states.${state as 'failed'}`)
}

function EntityChip({ connectionId, state }: { connectionId: string; state: EntityState }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const word = useWord(state)
  const { entity, label, lastRun, nextRunAt, active, freshness } = state
  return (
    <Go
      to={`/settings/connectors/${connectionId}/${lastRun ? 'runs' : 'schedule'}`}
      search={lastRun ? { entity } : {}}
      className="chip"
    >
      <span>
        <span aria-hidden className="dot" style={{ background: `var(--koppla-${freshTones[freshness]})` }} />
        <b>{entityName(entity, label)}</b>{' '}
        {lastRun === null ? t('connectors.neverRun') : <Ago at={lastRun.endedAt ?? lastRun.queuedAt} />}
        {word && (
          <>
            {', '}
            <span className="chip-word">{word}</span>
          </>
        )}
      </span>
      <span className="chip-next">
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
