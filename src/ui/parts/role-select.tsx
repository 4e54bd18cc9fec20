import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Role } from '../api/types.ts'

const roles = ['viewer', 'support', 'admin'] as const

interface RoleSelectProps {
  readonly value: Role
  readonly onChange: (role: Role) => void
  readonly label?: string
}

export function RoleSelect({ value, onChange, label }: RoleSelectProps) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      label={label ?? t('settings.role')}
      description={t(`settings.roleHelp.${value}`)}
      data={roles.map(role => ({ value: role, label: t(`roles.${role}`) }))}
      value={value}
      onChange={event => onChange(event.currentTarget.value as Role)}
    />
  )
}
