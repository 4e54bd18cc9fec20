import { useTranslation } from 'react-i18next'
import { useMay } from '../api/queries.ts'
import { Go } from './go.tsx'

interface StepProps {
  readonly connectionId: string
}

/** Where an admin switches on what is to be imported; others are told who can. */
export function SwitchOn({ connectionId }: StepProps) {
  const { t } = useTranslation()
  if (!useMay('admin')) return t('start.switchOnByAdmin')
  return (
    <Go to={`/settings/connectors/${connectionId}/schedule`} className="text-link">
      {t('start.switchOn')}
    </Go>
  )
}

/** Where a connection is verified again, and given another credential; others are told who can. */
export function SettingsStep({ connectionId }: StepProps) {
  const { t } = useTranslation()
  if (!useMay('support')) return t('connection.askSupport')
  return (
    <Go to={`/settings/connectors/${connectionId}/settings`} className="text-link">
      {t('connection.openSettings')}
    </Go>
  )
}
