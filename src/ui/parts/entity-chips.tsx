import { useTranslation } from 'react-i18next'
import type { Connection } from '../api/types.ts'
import { freshTones, useEntityName } from './badges.tsx'
import { Go } from './go.tsx'
import { Ago } from './time.tsx'
import { findWanting, usePlaces } from './trust.tsx'

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

/** What is here is not all: the first reason. That nothing was read yet is told by itself. */
const firstWanting = (state: EntityState) => findWanting(state).find(({ kind }) => kind !== 'unread')

/** What is worth a word: that it is not as it should be, else that the last run was not. */
function useWord(state: EntityState): string | null {
  const { t } = useTranslation()
  const { freshness, lastRun } = state
  if (['late', 'stalled', 'disconnected', 'paused'].includes(freshness)) return t(`freshness.${freshness}`)
  const wanting = firstWanting(state)
  if (wanting) return t(`connectors.trust.${wanting.kind}`, { count: wanting.count ?? 0 })
  const ended = lastRun?.state
  return ended === undefined || ended === 'succeeded' ? null : t(`states.${ended as 'failed'}`)
}

function EntityChip({ connectionId, state }: { connectionId: string; state: EntityState }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const word = useWord(state)
  const { entity, label, lastRun, nextRunAt, active, freshness } = state
  const placeOf = usePlaces(connectionId)
  const wanting = firstWanting(state)
  const tone = wanting && freshTones[freshness] !== 'bad' ? 'warn' : freshTones[freshness]
  const there = `/settings/connectors/${connectionId}`
  const runs = lastRun ? { to: `${there}/runs`, search: { entity } } : { to: `${there}/schedule` }
  return (
    <Go {...(wanting ? placeOf(wanting.kind, entity) : runs)} className="chip">
      <span>
        <span aria-hidden className="dot" style={{ background: `var(--koppla-${tone})` }} />
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
