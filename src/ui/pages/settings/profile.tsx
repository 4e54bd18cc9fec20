import { Button, Group, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get, send } from '../../api/client.ts'
import { meQuery, queryClient, useMe } from '../../api/queries.ts'
import type { List, Me, MySession } from '../../api/types.ts'
import { describeDevice } from '../../parts/device.ts'
import { FormCard } from '../../parts/form-card.tsx'
import { Go } from '../../parts/go.tsx'
import { Awaited, Page } from '../../parts/page-states.tsx'
import { Note, say, showProblem } from '../../parts/problems.tsx'
import { SecretInput } from '../../parts/secret-input.tsx'
import { Section } from '../../parts/section.tsx'
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
  const form = useForm({ name: me.name }, async values => {
    await send('PATCH', '/me', values)
    await queryClient.invalidateQueries(meQuery)
    say(t('settings.profile.changed'))
  })
  const lead = `${me.email} · ${t(`roles.${me.role}`)}`
  return (
    <FormCard title={t('settings.profile.me')} lead={lead} button={t('common.save')} form={form}>
      <TextInput label={t('settings.name')} autoComplete="name" {...form.input('name')} />
    </FormCard>
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
    <FormCard title={t('settings.profile.password')} button={t('settings.profile.change')} quiet form={form}>
      <SecretInput label={t('settings.profile.old')} autoComplete="current-password" {...form.input('oldPassword')} />
      <SecretInput
        label={t('settings.profile.new')}
        description={t('settings.profile.newHelp')}
        autoComplete="new-password"
        minLength={12}
        {...form.input('newPassword')}
      />
    </FormCard>
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
    {
      name: 'device',
      title: t('settings.profile.device'),
      show: one =>
        one.device ? <span title={one.device}>{describeDevice(one.device)}</span> : t('settings.profile.unknown'),
    },
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
    <Section title={t('settings.profile.sessions')}>
      <div className="card">
        <Awaited query={query}>
          {({ items }) => (
            <DataTable label={t('settings.profile.sessions')} columns={columns} rows={items} keyOf={one => one.id} />
          )}
        </Awaited>
      </div>
    </Section>
  )
}
