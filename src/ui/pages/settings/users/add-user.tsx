import { Button, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../../api/client.ts'
import type { Role, UserWithPassword } from '../../../api/types.ts'
import { ProblemNote } from '../../../parts/problems.tsx'
import { RoleSelect } from '../../../parts/role-select.tsx'
import { useForm } from '../../../parts/use-form.ts'
import { GivenPassword } from './given-password.tsx'
import { refreshUsers } from './users-query.ts'

export function AddUser() {
  const { t } = useTranslation()
  const [role, setRole] = useState<Role>('viewer')
  const [made, setMade] = useState<UserWithPassword>()
  const form = useForm({ name: '', email: '' }, async values => {
    setMade(await send<UserWithPassword>('POST', '/users', { ...values, role }))
    form.clear()
    await refreshUsers()
  })
  return (
    <form className="card card-pad" onSubmit={form.onSubmit} aria-label={t('settings.users.add')}>
      <Stack gap="sm">
        {made && <GivenPassword user={made} />}
        {form.failure && <ProblemNote error={form.failure} />}
        <TextInput label={t('settings.name')} {...form.input('name')} />
        <TextInput type="email" label={t('settings.email')} autoComplete="off" {...form.input('email')} />
        <RoleSelect value={role} onChange={setRole} />
        <Button type="submit" loading={form.busy}>
          {t('settings.users.add')}
        </Button>
      </Stack>
    </form>
  )
}
