import { useTranslation } from 'react-i18next'
import type { Search } from '../app/router.tsx'
import { Choice } from '../pages/data/filter-bar.tsx'
import { useEntityName } from './badges.tsx'
import { ConnectionChoice } from './connection-choice.tsx'
import { entities, useEntities } from './entities.ts'

type State =
  | 'queued'
  | 'running'
  | 'waiting'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'skipped'
  | 'needs_approval'
  | 'open'
  | 'superseded'
  | 'dismissed'

interface WorkFiltersProps {
  readonly filters: Search
  readonly setFilter: (change: Search) => void
  /** Absent: of all connections. */
  readonly connectionId: string | undefined
  readonly states: readonly State[]
  readonly state: string | undefined
  readonly onState: (state: string | undefined) => void
}

/** What runs and rejections are filtered by: the connection, what they read, and what became of it. */
export function WorkFilters({ filters, setFilter, connectionId, states, state, onState }: WorkFiltersProps) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const { entity } = filters
  const known = useEntities(connectionId ?? filters['connectionId']) ?? entities
  return (
    <>
      {connectionId === undefined && (
        <ConnectionChoice value={filters['connectionId']} onChange={connectionId => setFilter({ connectionId })} />
      )}
      <Choice
        label={t('connection.entity')}
        value={entity}
        onChange={entity => setFilter({ entity })}
        data={entities
          .filter(one => known.includes(one) || one === entity)
          .map(value => ({ value, label: entityName(value) }))}
      />
      <Choice
        label={t('connection.runs.state')}
        value={state}
        onChange={onState}
        data={states.map(value => ({ value, label: t(`states.${value}`) }))}
      />
    </>
  )
}
