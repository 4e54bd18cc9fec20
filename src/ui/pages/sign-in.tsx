import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../api/client.ts'
import { meQuery, queryClient } from '../api/queries.ts'
import { ProblemNote } from '../parts/problems.tsx'
import { SignInFrame } from '../parts/sign-in-frame.tsx'

const noInputs = { email: '', password: '', code: '' }

export function SignInPage() {
  const { t } = useTranslation()
  const { history } = useRouter()
  const { next } = useSearch({ strict: false }) as { next?: string }
  const [inputs, setInputs] = useState(noInputs)
  const [asksCode, setAsksCode] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const input = (name: keyof typeof noInputs) => ({
    value: inputs[name],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      setInputs({ ...inputs, [name]: event.currentTarget.value }),
    required: true,
    withAsterisk: false,
  })
  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setFailure(undefined)
    try {
      const { code, ...rest } = inputs
      const answer = await send<{ twoFactor?: boolean } | undefined>(
        'POST',
        '/session',
        asksCode ? { ...rest, code } : rest,
      )
      if (answer?.twoFactor === true && !asksCode) return setAsksCode(true)
      await queryClient.invalidateQueries(meQuery)
      await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
      history.push(ownPath(next))
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <SignInFrame title={t('signIn.title')}>
      <form onSubmit={event => void submit(event)}>
        <Stack gap="sm">
          {failure !== undefined && <ProblemNote error={failure} />}
          <TextInput label={t('signIn.email')} type="email" autoComplete="username" autoFocus {...input('email')} />
          <PasswordInput label={t('signIn.password')} autoComplete="current-password" {...input('password')} />
          {asksCode && (
            <TextInput
              label={t('signIn.code')}
              description={t('signIn.codeHelp')}
              autoComplete="one-time-code"
              inputMode="text"
              autoFocus
              {...input('code')}
            />
          )}
          <Button type="submit" loading={busy} fullWidth mt="xs">
            {t('signIn.submit')}
          </Button>
          <Text fz="xs" c="dimmed">
            {t('signIn.forgotten')}
          </Text>
        </Stack>
      </form>
    </SignInFrame>
  )
}

/** Back to where one came from; never to another site. */
const ownPath = (next = '/'): string => (/^\/(?![/\\])/.test(next) ? next : '/')
