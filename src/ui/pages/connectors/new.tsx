import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { connectorsQuery, useMay } from '../../api/queries.ts'
import type { Connector } from '../../api/types.ts'
import { DayInput } from '../../parts/day-input.tsx'
import { Go, useGo } from '../../parts/go.tsx'
import { AskBeforeLeaving } from '../../parts/leaving.tsx'
import { Awaited, Page } from '../../parts/page-states.tsx'
import { PlaceFields } from '../../parts/place-select.tsx'
import { Note, ProblemNote } from '../../parts/problems.tsx'
import { CheckList } from './check-list.tsx'
import { Credentials } from './credentials.tsx'
import { guides } from './guides/index.ts'
import { useConnectionForm } from './use-connection-form.ts'

export function NewConnectionPage() {
  const { t } = useTranslation()
  const connectors = useQuery(connectorsQuery)
  const title = t(useMay('admin') ? 'connectors.create' : 'connectors.verifyOnly')
  const above = <Go to="/settings/connectors">{t('connectors.title')}</Go>
  return (
    <Page title={title} above={above} width={1080}>
      <Awaited query={connectors}>{items => <ConnectionForm connectors={items} />}</Awaited>
    </Page>
  )
}

function ConnectionForm({ connectors }: { connectors: Connector[] }) {
  const { t } = useTranslation()
  const state = useConnectionForm(connectors)
  const { verification } = state
  const connector = connectors.find(({ id }) => id === state.system)
  function submit(event: FormEvent) {
    event.preventDefault()
    state.verify()
  }
  return (
    <div className="two-columns">
      <form onSubmit={submit} aria-label={t('connectors.create')}>
        <Stack gap="md">
          <Inputs state={state} connectors={connectors} />
          <CheckList verification={verification} system={connector?.name ?? ''} onSuggestion={state.editCredential} />
          {state.failure && <ProblemNote error={state.failure} />}
          <Buttons state={state} ready={connector !== undefined} />
        </Stack>
      </form>
      {connector && <GuidePanel connector={connector} />}
      <AskBeforeLeaving half={state.isHalfFilled} />
    </div>
  )
}

type FormState = ReturnType<typeof useConnectionForm>

function Inputs({ state, connectors }: { state: FormState; connectors: Connector[] }) {
  const { t } = useTranslation()
  const { form, edit, errors, system, credential } = state
  const connector = connectors.find(({ id }) => id === system)
  const must = { required: true, withAsterisk: false }
  return (
    <>
      <TextInput
        label={t('connectors.name')}
        description={t('connectors.nameHelp')}
        value={form.name}
        error={errors['name']}
        maxLength={100}
        autoFocus
        {...must}
        onChange={event => edit({ name: event.currentTarget.value })}
      />
      <Select
        label={t('connectors.system')}
        placeholder={t('connectors.choose')}
        data={connectors.map(({ id, name }) => ({ value: id, label: name }))}
        value={system}
        onChange={state.chooseSystem}
        allowDeselect={false}
        {...must}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
      {connector && (
        <Credentials
          key={connector.id}
          connector={connector}
          values={credential}
          errors={errors}
          offered={state.offered}
          onChange={state.editCredential}
          onFill={state.fillIn}
        />
      )}
      <DayInput
        label={t('connectors.orderStart')}
        description={t('connectors.orderStartHelp')}
        value={form.orderStart}
        error={errors['orderStart']}
        required
        onChange={orderStart => edit({ orderStart })}
      />
      <PlaceFields places={form} onChange={edit} />
    </>
  )
}

/** Save stands between Verify Connection and Cancel once the report is green. */
function Buttons({ state, ready }: { state: FormState; ready: boolean }) {
  const { t } = useTranslation()
  const go = useGo()
  const maySave = useMay('admin')
  const { verification, form } = state
  const green = verification.report?.green === true
  return (
    <>
      {green && !maySave && <Note tone="info">{t('connectors.needRole')}</Note>}
      <Group gap="xs">
        <Button
          type="submit"
          variant={green ? 'default' : 'filled'}
          loading={verification.state === 'running'}
          disabled={!ready}
        >
          {t('connectors.verify')}
        </Button>
        {green && maySave && (
          <Button onClick={state.save} loading={state.saving} disabled={form.name.trim() === ''}>
            {t('common.save')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={() => go('/settings/connectors')}>
          {t('common.cancel')}
        </Button>
      </Group>
    </>
  )
}

function GuidePanel({ connector }: { connector: Connector }) {
  const { t } = useTranslation()
  const Guide = guides[connector.id]
  return (
    <aside className="card card-pad" style={{ background: 'var(--koppla-soft)' }}>
      <Title order={2} mb="sm">
        {t('connectors.guide')}
      </Title>
      {Guide ? (
        <Guide connector={connector} />
      ) : (
        connector.fields.map(field => (
          <Text key={field.name} fz="sm" mb="xs">
            {field.help}
          </Text>
        ))
      )}
      <Text fz="sm" mt="md">
        <a className="text-link" href={connector.docsUrl} target="_blank" rel="noreferrer">
          {t('connectors.documentation', { system: connector.name })}
        </a>
      </Text>
    </aside>
  )
}
