import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../api/queries.ts'
import type { User } from '../../../api/types.ts'
import { Awaited, Page } from '../../../parts/page-states.tsx'
import { type Column, DataTable } from '../../../parts/table.tsx'
import { Ago } from '../../../parts/time.tsx'
import { AddUser } from './add-user.tsx'
import { UserActions } from './user-actions.tsx'
import { usersQuery } from './users-query.ts'

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

function UserTable({ users }: { users: User[] }) {
  const { t } = useTranslation()
  const me = useMe()
  const lastAdmin = users.filter(({ role }) => role === 'admin').length === 1
  const columns: Column<User>[] = [
    {
      name: 'name',
      title: t('settings.name'),
      show: one => (
        <>
          <b>{one.name}</b> {one.id === me?.id && t('settings.users.you')}
          <div style={{ color: 'var(--mantine-color-dimmed)' }}>{one.email}</div>
        </>
      ),
    },
    { name: 'role', title: t('settings.role'), show: one => t(`roles.${one.role}`) },
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
      name: 'actions',
      title: '',
      show: one => <UserActions user={one} own={one.id === me?.id} lastAdmin={lastAdmin && one.role === 'admin'} />,
    },
  ]
  return (
    <div className="card">
      <DataTable label={t('nav.users')} columns={columns} rows={users} keyOf={one => one.id} />
    </div>
  )
}
