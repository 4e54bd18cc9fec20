import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, send } from '../api/client.ts'
import { meQuery, queryClient, setupQuery } from '../api/queries.ts'
import { Go, useGo } from '../parts/go.tsx'
import { Note, ProblemNote } from '../parts/problems.tsx'
import { SignInFrame } from '../parts/sign-in-frame.tsx'

const noInputs = { key: '', name: '', email: '', password: '' }

export function SetUpPage() {
  const { t } = useTranslation()
  const go = useGo()
  const setup = useQuery(setupQuery)
  const [inputs, setInputs] = useState(noInputs)
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const wrong = failure instanceof ApiError ? failure.fields : {}
  const input = (name: keyof typeof noInputs) => ({
    value: inputs[name],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      setInputs({ ...inputs, [name]: event.currentTarget.value }),
    error: wrong[name],
    required: true,
    withAsterisk: false,
  })
  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setFailure(undefined)
    try {
      await send('POST', '/setup', inputs)
      await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
      go('/')
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  if (setup.data?.needed === false)
    return (
      <SignInFrame title={t('setUp.title')}>
        <Note tone="info" title={t('setUp.done')} action={<Go to="/sign-in">{t('setUp.toSignIn')}</Go>} />
      </SignInFrame>
    )
  return (
    <SignInFrame title={t('setUp.title')} lead={t('setUp.lead')}>
      <form onSubmit={event => void submit(event)}>
        <Stack gap="sm">
          {failure !== undefined && <ProblemNote error={failure} />}
          <TextInput
            label={t('setUp.key')}
            description={t('setUp.keyHelp')}
            autoComplete="off"
            autoFocus
            {...input('key')}
          />
          <TextInput label={t('setUp.name')} autoComplete="name" {...input('name')} />
          <TextInput label={t('setUp.email')} type="email" autoComplete="username" {...input('email')} />
          <PasswordInput
            label={t('setUp.password')}
            description={t('setUp.passwordHelp')}
            autoComplete="new-password"
            minLength={12}
            {...input('password')}
          />
          <Button type="submit" loading={busy} fullWidth mt="xs">
            {t('setUp.submit')}
          </Button>
        </Stack>
      </form>
    </SignInFrame>
  )
}
