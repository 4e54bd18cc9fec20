import { Code, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { UserWithPassword } from '../../../api/types.ts'
import { CopyButton } from '../../../parts/copy-button.tsx'
import { Note } from '../../../parts/problems.tsx'

/** A password to hand over, shown this once. */
export function GivenPassword({ user }: { user: UserWithPassword }) {
  const { t } = useTranslation()
  return (
    <Note tone="good" title={user.email} role="status">
      {t('settings.users.password')}
      <Group gap="xs" mt={6}>
        <Code fz="sm">{user.password}</Code>
        <CopyButton text={user.password} />
      </Group>
    </Note>
  )
}
