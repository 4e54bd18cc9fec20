import { Button, Divider, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiPath, send } from '../api/client.ts'
import { meQuery, queryClient, setupQuery } from '../api/queries.ts'
import { Note, ProblemNote } from '../parts/problems.tsx'
import { SecretInput } from '../parts/secret-input.tsx'
import { SignInFrame } from '../parts/sign-in-frame.tsx'
import { useForm } from '../parts/use-form.ts'
import type { Texts } from '../texts/en.ts'

interface Search {
  readonly next?: string
  /** A session has: it was not asked for. */
  readonly ended?: string
  /** Why single sign-on let nobody in. */
  readonly sso?: string
}

export function SignInPage() {
  const { t } = useTranslation()
  const { next, ended, sso } = useSearch({ strict: false }) as Search
  return (
    <SignInFrame title={t('signIn.title')}>
      <Stack gap="sm">
        {ended !== undefined && (
          <Note tone="info" role="status" title={t('signIn.ended')}>
            {t('signIn.endedWhy')}
          </Note>
        )}
        {sso !== undefined && <SsoRefused code={sso} />}
        <PasswordForm next={ownPath(next)} />
        <SsoButton next={ownPath(next)} />
        <Text fz="xs" c="dimmed">
          {t('signIn.forgotten')}
        </Text>
      </Stack>
    </SignInFrame>
  )
}

function PasswordForm({ next }: { next: string }) {
  const { t } = useTranslation()
  const { history } = useRouter()
  const [asksCode, setAsksCode] = useState(false)
  const form = useForm({ email: '', password: '', code: '' }, async ({ code, ...rest }) => {
    const given = asksCode ? { ...rest, code } : rest
    const answer = await send<{ twoFactor?: boolean } | undefined>('POST', '/session', given)
    if (answer?.twoFactor === true && !asksCode) return setAsksCode(true)
    await queryClient.invalidateQueries(meQuery)
    await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
    history.push(next)
  })
  return (
    <form onSubmit={form.onSubmit}>
      <Stack gap="sm">
        {form.failure && <ProblemNote error={form.failure} />}
        <TextInput label={t('signIn.email')} type="email" autoComplete="username" autoFocus {...form.input('email')} />
        <SecretInput label={t('signIn.password')} autoComplete="current-password" {...form.input('password')} />
        {asksCode && (
          <TextInput
            label={t('signIn.code')}
            description={t('signIn.codeHelp')}
            autoComplete="one-time-code"
            inputMode="text"
            autoFocus
            {...form.input('code')}
          />
        )}
        <Button type="submit" loading={form.busy} fullWidth mt="xs">
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  )
}

/** A link: it leaves the interface for the provider, and comes back. */
function SsoButton({ next }: { next: string }) {
  const { t } = useTranslation()
  const { data: setup } = useQuery(setupQuery)
  if (!setup?.sso) return null
  return (
    <>
      <Divider label={t('signIn.or')} labelPosition="center" />
      <Button component="a" href={apiPath('/session/sso', { next })} variant="default" fullWidth>
        {setup.sso.label ?? t('signIn.sso')}
      </Button>
    </>
  )
}

type Refusals = Texts['signIn']['ssoRefused']

function SsoRefused({ code }: { code: string }) {
  const { t } = useTranslation()
  const otherwise = t('signIn.ssoRefused.refused')
  return (
    <Note tone="bad" role="alert" title={t('signIn.ssoFailed')}>
      {t(`signIn.ssoRefused.${code as keyof Refusals}`, { defaultValue: otherwise })}
    </Note>
  )
}

/** Back to where one came from; never to another site. */
const ownPath = (next = '/'): string => (/^\/(?![/\\])/.test(next) ? next : '/')
