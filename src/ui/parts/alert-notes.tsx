import { useTranslation } from 'react-i18next'
import type { Alert } from '../api/types.ts'
import { PracticeBadge, useEntityName } from './badges.tsx'
import { Go } from './go.tsx'
import { Note } from './problems.tsx'

/** What is wrong with a connection although no run of it has failed. */
export function AlertNote({ alert }: { alert: Alert }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const name = (
    <>
      <Go to={`/settings/connectors/${alert.connectionId}`} className="text-link">
        {alert.connectionName}
      </Go>{' '}
      {alert.practice && <PracticeBadge />}
    </>
  )
  const about = alert.entity === null ? '' : `${entityName(alert.entity)}: `
  return (
    <Note tone="warn" title={name}>
      {about}
      {alert.message} {alert.remedy}{' '}
      {alert.kind === 'brake' && (
        <Go
          to={`/settings/connectors/${alert.connectionId}/runs`}
          search={{ state: 'needs_approval', entity: alert.entity ?? undefined }}
          className="text-link"
        >
          {t('connection.seeApproval')}
        </Go>
      )}
    </Note>
  )
}
