import { Button, Code, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, send } from '../../api/client.ts'
import { queryClient } from '../../api/queries.ts'
import type { CreatedKey, Key, List, Role } from '../../api/types.ts'
import { AskFirst } from '../../parts/ask-first.tsx'
import { Awaited, Empty, Page } from '../../parts/page-states.tsx'
import { GroupSelect } from '../../parts/place-select.tsx'
import { Note, ProblemNote, say, showProblem } from '../../parts/problems.tsx'
import { RoleSelect } from '../../parts/role-select.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { Ago } from '../../parts/time.tsx'
import { useForm } from '../../parts/use-form.ts'

const keysQuery = {
  queryKey: ['keys'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<List<Key>>('/keys', {}, signal),
}
const refresh = () => queryClient.invalidateQueries(keysQuery)

export function KeysPage() {
  const { t } = useTranslation()
  const query = useQuery(keysQuery)
  return (
    <Page title={t('nav.keys')}>
      <Text fz="sm" c="dimmed">
        {t('settings.keys.lead')}
      </Text>
      <div className="two-columns">
        <div className="card">
          <Awaited query={query}>
            {({ items }) =>
              items.length === 0 ? <Empty title={t('settings.keys.none')} /> : <KeyTable keys={items} />
            }
          </Awaited>
        </div>
        <AddKey />
      </div>
    </Page>
  )
}

function KeyTable({ keys }: { keys: Key[] }) {
  const { t } = useTranslation()
  const revoke = (one: Key) =>
    send('DELETE', `/keys/${one.id}`)
      .then(refresh)
      .then(() => say(t('settings.keys.revokedNow')))
      .catch(showProblem)
  const columns: Column<Key>[] = [
    { name: 'name', title: t('settings.name'), show: one => <b>{one.name}</b> },
    { name: 'role', title: t('settings.role'), show: one => t(`roles.${one.role}`) },
    {
      name: 'group',
      title: t('connectors.companyGroup'),
      wide: true,
      show: one => one.companyGroup?.name ?? t('settings.keys.allGroups'),
    },
    { name: 'ending', title: t('settings.keys.ending'), wide: true, show: one => <Code>…{one.ending}</Code> },
    {
      name: 'used',
      title: t('settings.keys.lastUsed'),
      wide: true,
      show: one => (one.lastUsedAt ? <Ago at={one.lastUsedAt} /> : t('common.never')),
    },
    {
      name: 'revoke',
      title: '',
      show: one =>
        one.revokedAt ? (
          t('settings.keys.revoked')
        ) : (
          <AskFirst
            label={t('settings.keys.revoke', { name: one.name })}
            question={t('settings.keys.revokeSure')}
            onYes={() => void revoke(one)}
          />
        ),
    },
  ]
  return <DataTable label={t('nav.keys')} columns={columns} rows={keys} keyOf={one => one.id} />
}

function AddKey() {
  const { t } = useTranslation()
  const [role, setRole] = useState<Role>('viewer')
  const [made, setMade] = useState<CreatedKey>()
  const [companyGroupId, setGroup] = useState<string | null>(null)
  const form = useForm({ name: '' }, async values => {
    setMade(await send<CreatedKey>('POST', '/keys', { ...values, role, companyGroupId }))
    form.clear()
    await refresh()
  })
  return (
    <form className="card card-pad" onSubmit={form.onSubmit} aria-label={t('settings.keys.create')}>
      <Stack gap="sm">
        {made && (
          <Note tone="good" title={made.name} role="status">
            {t('settings.keys.once')} <Code style={{ overflowWrap: 'anywhere' }}>{made.key}</Code>
          </Note>
        )}
        {form.failure && <ProblemNote error={form.failure} />}
        <TextInput label={t('settings.name')} maxLength={100} {...form.input('name')} />
        <RoleSelect value={role} onChange={setRole} />
        <GroupSelect value={companyGroupId} onChange={setGroup} />
        <Button type="submit" loading={form.busy}>
          {t('settings.keys.create')}
        </Button>
      </Stack>
    </form>
  )
}
