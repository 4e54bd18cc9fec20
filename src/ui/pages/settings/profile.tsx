import { Button, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, send } from '../../api/client.ts'
import { meQuery, queryClient, useMe } from '../../api/queries.ts'
import type { List, Me, MySession } from '../../api/types.ts'
import { Go } from '../../parts/go.tsx'
import { Awaited, Page } from '../../parts/page-states.tsx'
import { Note, ProblemNote, say, showProblem } from '../../parts/problems.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { Ago } from '../../parts/time.tsx'
import { useForm } from '../../parts/use-form.ts'

export function ProfilePage() {
  const { t } = useTranslation()
  const me = useMe()
  if (me === null) return null
  return (
    <Page title={t('nav.profile')} width={760}>
      {me.mustChangePassword && <Note tone="warn" title={t('settings.profile.mustChange')} />}
      {me.mustChangePassword && <PasswordForm />}
      {!me.mustChangePassword && <NameForm me={me} />}
      {!me.mustChangePassword && me.hasPassword && <PasswordForm />}
      {!me.mustChangePassword && <SecondFactor me={me} />}
      {!me.mustChangePassword && <Sessions />}
    </Page>
  )
}

function NameForm({ me }: { me: Me }) {
  const { t } = useTranslation()
  const [name, setName] = useState(me.name)
  const save = (event: FormEvent) => {
    event.preventDefault()
    send('PATCH', '/me', { name })
      .then(() => queryClient.invalidateQueries(meQuery))
      .then(() => say(t('settings.profile.changed')))
      .catch(showProblem)
  }
  return (
    <form className="card card-pad" onSubmit={save} aria-label={t('settings.profile.me')}>
      <Stack gap="sm">
        <Title order={2}>{t('settings.profile.me')}</Title>
        <Text fz="sm" c="dimmed">
          {me.email} · {t(`roles.${me.role}`)}
        </Text>
        <TextInput
          label={t('settings.name')}
          value={name}
          required
          withAsterisk={false}
          autoComplete="name"
          onChange={event => setName(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit">{t('common.save')}</Button>
        </Group>
      </Stack>
    </form>
  )
}

function PasswordForm() {
  const { t } = useTranslation()
  const form = useForm({ oldPassword: '', newPassword: '' }, async values => {
    await send('PATCH', '/me', values)
    form.clear()
    await queryClient.invalidateQueries(meQuery)
    say(t('settings.profile.passwordChanged'))
  })
  return (
    <form className="card card-pad" onSubmit={form.onSubmit} aria-label={t('settings.profile.password')}>
      <Stack gap="sm">
        <Title order={2}>{t('settings.profile.password')}</Title>
        {form.failure && <ProblemNote error={form.failure} />}
        <PasswordInput
          label={t('settings.profile.old')}
          autoComplete="current-password"
          {...form.input('oldPassword')}
        />
        <PasswordInput
          label={t('settings.profile.new')}
          description={t('settings.profile.newHelp')}
          autoComplete="new-password"
          minLength={12}
          {...form.input('newPassword')}
        />
        <Group>
          <Button type="submit" variant="default" loading={form.busy}>
            {t('settings.profile.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function SecondFactor({ me }: { me: Me }) {
  const { t } = useTranslation()
  const state = me.twoFactor ? 'on' : me.hasPassword ? 'off' : 'ssoOnly'
  return (
    <section className="card card-pad">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={2}>{t('settings.twoFactor.title')}</Title>
          <Text fz="sm" c="dimmed">
            {t(`settings.twoFactor.${state}`)}
          </Text>
        </div>
        {me.hasPassword && (
          <Go to="/settings/profile/two-factor">
            {t(me.twoFactor ? 'settings.twoFactor.manage' : 'settings.twoFactor.add')}
          </Go>
        )}
      </Group>
    </section>
  )
}

const sessionsQuery = {
  queryKey: ['me', 'sessions'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<List<MySession>>('/me/sessions', {}, signal),
}

function Sessions() {
  const { t } = useTranslation()
  const query = useQuery(sessionsQuery)
  const end = (id: string) =>
    send('DELETE', `/me/sessions/${id}`)
      .then(() => queryClient.invalidateQueries(sessionsQuery))
      .catch(showProblem)
  const columns: Column<MySession>[] = [
    { name: 'device', title: t('settings.profile.device'), show: one => one.device ?? t('settings.profile.unknown') },
    { name: 'address', title: t('settings.audit.address'), wide: true, show: one => one.address ?? '–' },
    { name: 'seen', title: t('settings.profile.lastSeen'), show: one => <Ago at={one.lastSeenAt} /> },
    {
      name: 'end',
      title: '',
      show: one =>
        one.current ? (
          t('settings.profile.current')
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => void end(one.id)}>
            {t('settings.profile.end')}
          </Button>
        ),
    },
  ]
  return (
    <section>
      <Title order={2} mb="xs">
        {t('settings.profile.sessions')}
      </Title>
      <div className="card">
        <Awaited query={query}>
          {({ items }) => (
            <DataTable label={t('settings.profile.sessions')} columns={columns} rows={items} keyOf={one => one.id} />
          )}
        </Awaited>
      </div>
    </section>
  )
}
