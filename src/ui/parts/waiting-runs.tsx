import { useTranslation } from 'react-i18next'
import type { Connection } from '../api/types.ts'
import { useEntityName } from './badges.tsx'
import { Go } from './go.tsx'

/** The runs that wait for a person, each by itself. */
export function WaitingRuns({ connection: { id, entities } }: { connection: Pick<Connection, 'id' | 'entities'> }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const waiting = entities.filter(one => one.lastRun?.state === 'needs_approval')
  if (waiting.length === 0)
    return (
      <Go to={`/settings/connectors/${id}/runs`} search={{ state: 'needs_approval' }} className="text-link">
        {t('connection.seeApproval')}
      </Go>
    )
  return waiting.map(one => (
    <div key={one.entity} className="trust">
      <Go to={`/runs/${one.lastRun!.id}`} className="text-link">
        {entityName(one.entity, one.label)}: {t('connection.seeApproval')}
      </Go>
    </div>
  ))
}
