import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../api/client.ts'
import { connectorsQuery, queryClient, refreshConnections, useMay } from '../../api/queries.ts'
import type { ConnectionDetail, Connector } from '../../api/types.ts'
import { DayInput } from '../../parts/day-input.tsx'
import { useGo } from '../../parts/go.tsx'
import { AskBeforeLeaving } from '../../parts/leaving.tsx'
import { Awaited } from '../../parts/page-states.tsx'
import { findOrCreatePlaces, PlaceFields } from '../../parts/place-select.tsx'
import { Note, ProblemNote, say, showProblem } from '../../parts/problems.tsx'
import { CheckList } from '../connectors/check-list.tsx'
import { Credentials } from '../connectors/credentials.tsx'
import { fieldFailures, offeredIn, useVerification } from '../connectors/use-verification.ts'

interface SettingsProps {
  readonly connection: ConnectionDetail
}

export default function SettingsTab({ connection }: SettingsProps) {
  const { t } = useTranslation()
  const admin = useMay('admin')
  const support = useMay('support')
  const connectors = useQuery(connectorsQuery)
  const connector = connectors.data?.find(one => one.id === connection.externalSystem)
  return (
    <Stack gap="md" maw={720}>
      {!admin && <Note tone="info">{t('connection.settings.readOnly')}</Note>}
      {admin && <NamePart connection={connection} />}
      {support && <VerifyPart connection={connection} system={connector?.name ?? ''} />}
      {admin && (
        <Awaited query={connectors}>
          {() =>
            connector && (
              <CredentialPart
                key={JSON.stringify(connection.credential)}
                connection={connection}
                connector={connector}
              />
            )
          }
        </Awaited>
      )}
      {admin && <PausePart connection={connection} />}
      {admin && <DeletePart connection={connection} />}
    </Stack>
  )
}

function Part({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <section className="card card-pad" aria-label={title}>
      <Title order={2}>{title}</Title>
      {help && (
        <Text fz="sm" c="dimmed" mb="sm">
          {help}
        </Text>
      )}
      <Stack gap="sm" mt={help ? 0 : 'sm'}>
        {children}
      </Stack>
    </section>
  )
}

function NamePart({ connection }: SettingsProps) {
  const { t } = useTranslation()
  const [form, setForm] = useState({
    name: connection.name,
    orderStart: connection.orderStart,
    warehouse: connection.warehouse?.name ?? '',
    companyGroup: connection.companyGroup?.name ?? '',
  })
  const [stored, setStored] = useState(form)
  const edit = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const save = useMutation({
    mutationFn: async (values: typeof form) => {
      const { name, orderStart, ...places } = values
      const body = { name, orderStart, ...(await findOrCreatePlaces(places)) }
      await send('PATCH', `/connections/${connection.id}`, body)
      setStored(values)
      await refreshConnections()
      say(t('connection.settings.saved'))
    },
  })
  return (
    <Part title={t('connection.settings.rename')}>
      <TextInput
        label={t('connectors.name')}
        value={form.name}
        maxLength={100}
        onChange={event => edit({ name: event.currentTarget.value })}
      />
      <DayInput
        label={t('connectors.orderStart')}
        value={form.orderStart}
        required
        onChange={orderStart => edit({ orderStart })}
      />
      <PlaceFields places={form} onChange={edit} />
      {save.error && <ProblemNote error={save.error} />}
      <Group>
        <Button loading={save.isPending} onClick={() => save.mutate(form)}>
          {t('common.save')}
        </Button>
      </Group>
      <AskBeforeLeaving half={() => isEdited(form, stored)} />
    </Part>
  )
}

function VerifyPart({ connection, system }: SettingsProps & { system: string }) {
  const { t } = useTranslation()
  const { verification, verify } = useVerification(`/connections/${connection.id}/verify`)
  return (
    <Part title={t('connection.settings.verifyTitle')} help={t('connection.settings.verifyHelp')}>
      <CheckList verification={verification} system={system} />
      <Group>
        <Button
          variant="default"
          loading={verification.state === 'running'}
          onClick={() => void verify().then(refreshConnections)}
        >
          {t('connectors.verify')}
        </Button>
      </Group>
    </Part>
  )
}

/** Two steps: the new credential is verified, and only then put in place of the old one. */
function CredentialPart({ connection, connector }: SettingsProps & { connector: Connector }) {
  const { t } = useTranslation()
  const [credential, setCredential] = useState<Record<string, string>>(() => storedOpenly(connection, connector))
  const { verification, offered, verify, reset } = useVerification('/connections/verify')
  const { report } = verification
  const [authorizationId, setAuthorizationId] = useState<string>()
  function fillIn(values: Values, consentId = authorizationId) {
    setAuthorizationId(consentId)
    setCredential({ ...credential, ...values })
    reset()
  }
  const edit = (name: string, value: string) => fillIn({ [name]: value })
  async function replace() {
    const body = { credential, authorizationId, verificationToken: report?.verificationToken }
    await send('PUT', `/connections/${connection.id}/credential`, body)
    await refreshConnections()
    setCredential(storedOpenly(connection, connector))
    setAuthorizationId(undefined)
    reset()
    say(t('connection.settings.replaced'))
  }
  const half = () => isEdited(credential, storedOpenly(connection, connector))
  const asked = { externalSystem: connector.id, credential, authorizationId, connectionId: connection.id }
  return (
    <Part title={t('connection.settings.credentialTitle')} help={t('connection.settings.credentialHelp')}>
      <Credentials
        connector={connector}
        hasOwnApp={connector.fields.some(({ name, lent }) => lent && name in connection.credential)}
        values={credential}
        errors={fieldFailures(verification.checks)}
        offered={{ ...offeredIn(connection.report), ...offered }}
        saved
        onChange={edit}
        onFill={fillIn}
      />
      <CheckList verification={verification} system={connector.name} onSuggestion={edit} />
      <Group gap="xs">
        <Button variant="default" loading={verification.state === 'running'} onClick={() => void verify(asked)}>
          {t('connectors.verify')}
        </Button>
        {report?.green && (
          <Button onClick={() => void replace().catch(showProblem)}>{t('connection.settings.replace')}</Button>
        )}
      </Group>
      <AskBeforeLeaving half={half} />
    </Part>
  )
}

type Values = Readonly<Record<string, string>>

const isEdited = (values: Values, stored: Values): boolean =>
  Object.entries(values).some(([name, value]) => value !== (stored[name] ?? ''))

/** What is no secret stands there already. */
const storedOpenly = ({ credential }: ConnectionDetail, { fields }: Connector) =>
  Object.fromEntries(fields.filter(one => !one.secret).map(({ name }) => [name, credential[name] ?? '']))

function PausePart({ connection }: SettingsProps) {
  const { t } = useTranslation()
  const verb = connection.state === 'paused' ? 'resume' : 'pause'
  const change = () => send('POST', `/connections/${connection.id}/${verb}`).then(refreshConnections).catch(showProblem)
  return (
    <Part title={t('connection.settings.pauseTitle')} help={t('connection.settings.pauseHelp')}>
      <Group>
        <Button variant="default" onClick={() => void change()}>
          {t(`connection.settings.${verb}`)}
        </Button>
      </Group>
    </Part>
  )
}

function DeletePart({ connection }: SettingsProps) {
  const { t } = useTranslation()
  const go = useGo()
  const [typed, setTyped] = useState('')
  const { id, name } = connection
  const remove = async () => {
    await send('DELETE', `/connections/${id}`, { name: typed })
    queryClient.removeQueries({ queryKey: ['connections', id] })
    await refreshConnections()
    say(t('connection.settings.deleted', { name }))
    go('/settings/connectors')
  }
  return (
    <Part title={t('connection.settings.deleteTitle')} help={t('connection.settings.deleteHelp', { name })}>
      <TextInput
        label={t('connection.settings.deleteLabel')}
        value={typed}
        autoComplete="off"
        onChange={event => setTyped(event.currentTarget.value)}
      />
      <Group>
        <Button color="red.9" disabled={typed !== name} onClick={() => void remove().catch(showProblem)}>
          {t('connection.settings.delete')}
        </Button>
      </Group>
    </Part>
  )
}
