import { Code, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { QRCodeSVG } from 'qrcode.react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../api/client.ts'
import { meQuery, queryClient, useMe } from '../../api/queries.ts'
import type { TwoFactorEnrolment } from '../../api/types.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { FormCard } from '../../parts/form-card.tsx'
import { Go } from '../../parts/go.tsx'
import { Page } from '../../parts/page-states.tsx'
import { Note, say } from '../../parts/problems.tsx'
import { SecretInput } from '../../parts/secret-input.tsx'
import { useForm } from '../../parts/use-form.ts'
import { BackupCodes } from './backup-codes.tsx'

const refreshMe = () => queryClient.invalidateQueries(meQuery)

export function TwoFactorPage() {
  const { t } = useTranslation()
  const me = useMe()
  const [codes, setCodes] = useState<readonly string[]>()
  const above = <Go to="/settings/profile">{t('nav.profile')}</Go>
  return (
    <Page title={t('settings.twoFactor.title')} above={above} width={760}>
      {codes && <BackupCodes codes={codes} onDone={() => setCodes(undefined)} />}
      {!codes && me?.hasPassword === false && <Note tone="info" title={t('settings.twoFactor.ssoOnly')} />}
      {!codes && me?.hasPassword && !me.twoFactor && <Enrol onDone={setCodes} />}
      {!codes && me?.hasPassword && me.twoFactor && <Manage onCodes={setCodes} />}
    </Page>
  )
}

/** The password, the app, the first code: from then on signing in asks for one. */
function Enrol({ onDone }: { onDone: (codes: readonly string[]) => void }) {
  const { t } = useTranslation()
  const [enrolment, setEnrolment] = useState<TwoFactorEnrolment>()
  if (enrolment === undefined)
    return (
      <PasswordCard
        title={t('settings.twoFactor.add')}
        lead={t('settings.twoFactor.why')}
        button={t('settings.twoFactor.begin')}
        onSend={async password => setEnrolment(await send<TwoFactorEnrolment>('POST', '/me/two-factor', { password }))}
      />
    )
  return (
    <>
      <Scan enrolment={enrolment} />
      <Confirm onDone={() => onDone(enrolment.backupCodes)} />
    </>
  )
}

function Scan({ enrolment: { uri, secret } }: { enrolment: TwoFactorEnrolment }) {
  const { t } = useTranslation()
  return (
    <section className="card card-pad" aria-labelledby="scan">
      <Title order={2} id="scan" mb="sm">
        {t('settings.twoFactor.scan')}
      </Title>
      <Group gap="xl" align="flex-start">
        <QRCodeSVG
          value={uri}
          size={196}
          marginSize={4}
          title={t('settings.twoFactor.qr')}
          style={{ borderRadius: 8 }}
        />
        <Stack gap="xs" flex={1} miw={200}>
          <Text fz="sm">{t('settings.twoFactor.scanHelp')}</Text>
          <Text fz="sm">{t('settings.twoFactor.type')}</Text>
          <Code fz="sm" style={{ overflowWrap: 'anywhere' }}>
            {secret.match(/.{1,4}/g)?.join(' ')}
          </Code>
          <div>
            <CopyButton text={secret} />
          </div>
        </Stack>
      </Group>
    </section>
  )
}

function Confirm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const form = useForm({ code: '' }, async values => {
    await send('POST', '/me/two-factor/confirm', values)
    onDone()
    await refreshMe()
  })
  return (
    <FormCard title={t('settings.twoFactor.confirm')} button={t('settings.twoFactor.switchOn')} form={form}>
      <TextInput
        label={t('settings.twoFactor.code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={9}
        maw={240}
        {...form.input('code')}
      />
    </FormCard>
  )
}

function Manage({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const { t } = useTranslation()
  const renew = async (password: string) => {
    const made = await send<{ backupCodes: string[] }>('POST', '/me/two-factor/backup-codes', { password })
    onCodes(made.backupCodes)
  }
  const remove = async (password: string) => {
    await send('POST', '/me/two-factor/disable', { password })
    await refreshMe()
    say(t('settings.twoFactor.removed'))
  }
  return (
    <>
      <Note tone="good" title={t('settings.twoFactor.on')} />
      <PasswordCard
        title={t('settings.twoFactor.renew')}
        lead={t('settings.twoFactor.renewWhy')}
        button={t('settings.twoFactor.renew')}
        onSend={renew}
      />
      <PasswordCard
        title={t('settings.twoFactor.remove')}
        lead={t('settings.twoFactor.removeWhy')}
        button={t('settings.twoFactor.remove')}
        onSend={remove}
      />
    </>
  )
}

interface PasswordCardProps {
  readonly title: string
  readonly lead: string
  readonly button: string
  readonly onSend: (password: string) => Promise<void>
}

/** What only the person themselves may do: the password says that it is them. */
function PasswordCard({ onSend, ...card }: PasswordCardProps) {
  const { t } = useTranslation()
  const form = useForm({ password: '' }, ({ password }) => onSend(password))
  return (
    <FormCard {...card} quiet form={form}>
      <SecretInput
        label={t('settings.twoFactor.password')}
        autoComplete="current-password"
        maw={360}
        {...form.input('password')}
      />
    </FormCard>
  )
}
