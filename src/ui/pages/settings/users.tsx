import { Button, Code, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, send } from '../../api/client.ts'
import { queryClient, useMe } from '../../api/queries.ts'
import type { List, Role, User, UserWithPassword } from '../../api/types.ts'
import { AskFirst } from '../../parts/ask-first.tsx'
import { Awaited, Page } from '../../parts/page-states.tsx'
import { Note, ProblemNote, say, showProblem } from '../../parts/problems.tsx'
import { RoleSelect } from '../../parts/role-select.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { Ago } from '../../parts/time.tsx'

const usersQuery = {
  queryKey: ['users'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<List<User>>('/users', {}, signal),
}
const refresh = () => queryClient.invalidateQueries(usersQuery)

export function UsersPage() {
  const { t } = useTranslation()
  const query = useQuery(usersQuery)
  return (
    <Page title={t('nav.users')}>
      <div className="two-columns">
        <Awaited query={query}>{({ items }) => <UserTable users={items} />}</Awaited>
        <AddUser />
      </div>
    </Page>
  )
}

const change = (doing: Promise<unknown>, done: string) =>
  doing
    .then(refresh)
    .then(() => say(done))
    .catch(showProblem)

function UserTable({ users }: { users: User[] }) {
  const { t } = useTranslation()
  const me = useMe()
  const columns: Column<User>[] = [
    {
      name: 'name',
      title: t('settings.name'),
      show: one => (
        <>
          <b>{one.name}</b>
          <div style={{ color: 'var(--mantine-color-dimmed)' }}>{one.email}</div>
        </>
      ),
    },
    {
      name: 'role',
      title: t('settings.role'),
      show: one => (
        <NativeSelect
          size="xs"
          aria-label={t('settings.users.roleOf', { name: one.name })}
          disabled={one.id === me?.id}
          data={(['viewer', 'support', 'admin'] as const).map(role => ({ value: role, label: t(`roles.${role}`) }))}
          value={one.role}
          onChange={event =>
            void change(
              send('PATCH', `/users/${one.id}`, { role: event.currentTarget.value }),
              t('settings.users.changed'),
            )
          }
        />
      ),
    },
    {
      name: 'twoFactor',
      title: t('settings.users.twoFactor'),
      wide: true,
      show: one => t(one.twoFactor ? 'common.yes' : 'common.no'),
    },
    {
      name: 'seen',
      title: t('settings.users.lastSeen'),
      wide: true,
      show: one => (one.lastSignInAt ? <Ago at={one.lastSignInAt} /> : t('common.never')),
    },
    {
      name: 'remove',
      title: '',
      show: one =>
        one.id !== me?.id && (
          <AskFirst
            label={t('settings.users.remove', { name: one.name })}
            question={t('settings.users.removeSure', { name: one.name })}
            onYes={() =>
              void change(send('DELETE', `/users/${one.id}`), t('settings.users.removed', { name: one.name }))
            }
          />
        ),
    },
  ]
  return (
    <div className="card">
      <DataTable label={t('nav.users')} columns={columns} rows={users} keyOf={one => one.id} />
    </div>
  )
}

const noUser = { name: '', email: '', role: 'viewer' as Role }

function AddUser() {
  const { t } = useTranslation()
  const [form, setForm] = useState(noUser)
  const [made, setMade] = useState<UserWithPassword>()
  const [failure, setFailure] = useState<unknown>()
  async function submit(event: FormEvent) {
    event.preventDefault()
    setFailure(undefined)
    try {
      setMade(await send<UserWithPassword>('POST', '/users', form))
      setForm(noUser)
      await refresh()
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <form className="card card-pad" onSubmit={event => void submit(event)} aria-label={t('settings.users.add')}>
      <Stack gap="sm">
        {made && (
          <Note tone="good" title={made.email} role="status">
            {t('settings.users.password')} <Code>{made.password}</Code>
          </Note>
        )}
        {failure !== undefined && <ProblemNote error={failure} />}
        <TextInput
          label={t('settings.name')}
          value={form.name}
          required
          withAsterisk={false}
          onChange={event => setForm({ ...form, name: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          label={t('settings.email')}
          value={form.email}
          required
          withAsterisk={false}
          autoComplete="off"
          onChange={event => setForm({ ...form, email: event.currentTarget.value })}
        />
        <RoleSelect value={form.role} onChange={role => setForm({ ...form, role })} />
        <Button type="submit">{t('settings.users.add')}</Button>
      </Stack>
    </form>
  )
}
