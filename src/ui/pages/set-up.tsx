import { Button, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { send } from '../api/client.ts'
import { meQuery, queryClient, setupQuery } from '../api/queries.ts'
import { Go, useGo } from '../parts/go.tsx'
import { Note, ProblemNote } from '../parts/problems.tsx'
import { SecretInput } from '../parts/secret-input.tsx'
import { SignInFrame } from '../parts/sign-in-frame.tsx'
import { useForm } from '../parts/use-form.ts'

export function SetUpPage() {
  const { t } = useTranslation()
  const go = useGo()
  const setup = useQuery(setupQuery)
  const form = useForm({ key: '', name: '', email: '', password: '' }, async values => {
    await send('POST', '/setup', values)
    await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
    go('/')
  })
  if (setup.data?.needed === false)
    return (
      <SignInFrame title={t('setUp.title')}>
        <Note tone="info" title={t('setUp.done')} action={<Go to="/sign-in">{t('setUp.toSignIn')}</Go>} />
      </SignInFrame>
    )
  return (
    <SignInFrame title={t('setUp.title')} lead={t('setUp.lead')}>
      <form onSubmit={form.onSubmit}>
        <Stack gap="sm">
          {form.failure && <ProblemNote error={form.failure} />}
          <TextInput
            label={t('setUp.key')}
            description={t('setUp.keyHelp')}
            autoComplete="off"
            autoFocus
            {...form.input('key')}
          />
          <TextInput label={t('setUp.name')} autoComplete="name" {...form.input('name')} />
          <TextInput label={t('setUp.email')} type="email" autoComplete="username" {...form.input('email')} />
          <SecretInput
            label={t('setUp.password')}
            description={t('setUp.passwordHelp')}
            autoComplete="new-password"
            minLength={12}
            {...form.input('password')}
          />
          <Button type="submit" loading={form.busy} fullWidth mt="xs">
            {t('setUp.submit')}
          </Button>
        </Stack>
      </form>
    </SignInFrame>
  )
}
