import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { type ComponentProps, type ReactNode, type Ref, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/queries.ts'
import type { Authorization, Connector } from '../../api/types.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Note, ProblemNote } from '../../parts/problems.tsx'
import { CredentialFields } from './credential-fields.tsx'
import { LentApp, useLentApp } from './lent-app.tsx'
import { problemFields } from './use-connection-form.ts'
import { type Consent, useConsent } from './use-consent.ts'

type Values = Readonly<Record<string, string>>

interface CredentialsProps extends Omit<ComponentProps<typeof CredentialFields>, 'fields' | 'filledIn'> {
  readonly connector: Connector
  /** Of a connection that is saved: its app is not the operator's. */
  readonly hasOwnApp?: boolean
  /** Several at once, by the system; with what it left here, if it did. */
  readonly onFill: (values: Values, authorizationId?: string) => void
}

/** What a system needs to be let in with; where it has a page for consent, that fills in a part of it. */
export function Credentials({ connector, hasOwnApp = false, onFill, ...props }: CredentialsProps) {
  const { t } = useTranslation()
  const mayAsk = useMay('admin')
  const { consent, begin, cancel } = useConsent(onFill)
  const app = useLentApp(connector, props.values, hasOwnApp)
  const askButton = useRef<HTMLButtonElement>(null)
  const { outcome, failure } = consent
  const atFault = outcome?.problem?.field ? { [outcome.problem.field]: outcome.problem.message } : {}
  const told = outcome?.fields ?? {}
  const same = Object.keys(told).filter(name => told[name] === props.values[name])
  /** The button that is pressed goes away with what it stands in. */
  const keepFocus = () => askButton.current?.focus()
  /** In another way, which the system's refusal has told. */
  function askAgain({ field, value }: Suggestion) {
    keepFocus()
    props.onChange(field, value)
    void begin(connector, { ...withInitial(connector, props.values), [field]: value })
  }
  function stopWaiting() {
    cancel()
    keepFocus()
  }
  return (
    <>
      <LentApp system={connector.name} app={app} onFill={onFill} />
      <CredentialFields
        {...props}
        fields={app.fields}
        errors={{ ...props.errors, ...atFault, ...problemFields(failure) }}
        filledIn={Object.fromEntries(
          same.map(name => [name, t('connectors.consent.filledIn', { system: connector.name })]),
        )}
      />
      {connector.authorization && mayAsk && (
        <section aria-label={connector.authorization.label}>
          <Stack gap="xs">
            <Ask
              connector={connector}
              consent={consent}
              isLent={app.isLent}
              button={askButton}
              onAsk={() => void begin(connector, withInitial(connector, props.values))}
            />
            <div aria-live="polite">
              <Progress connector={connector} consent={consent} onSuggestion={askAgain} onCancel={stopWaiting} />
            </div>
          </Stack>
        </section>
      )}
    </>
  )
}

/** As the inputs show it. */
const withInitial = ({ fields }: Connector, values: Values): Values => ({
  ...Object.fromEntries(fields.flatMap(({ name, initial }) => (initial === undefined ? [] : [[name, initial]]))),
  ...values,
})

const labelsOf = ({ fields }: Connector, names: readonly string[]): string =>
  fields
    .filter(({ name }) => names.includes(name))
    .map(({ label }) => label)
    .join(', ')

interface AskProps {
  readonly connector: Connector
  readonly consent: Consent
  /** The operator has registered the address with it. */
  readonly isLent: boolean
  readonly button: Ref<HTMLButtonElement>
  readonly onAsk: () => void
}

function Ask({ connector, consent, isLent, button, onAsk }: AskProps) {
  const { t } = useTranslation()
  const { name: system } = connector
  const { label, fills, redirectUri } = connector.authorization!
  return (
    <>
      <Group>
        <Button ref={button} variant="default" loading={consent.isAsking} onClick={onAsk}>
          {label}
        </Button>
      </Group>
      <Text fz="sm" c="dimmed">
        {t('connectors.consent.hint', { system, fields: labelsOf(connector, fills) })}
      </Text>
      {!isLent && (
        <>
          <Text fz="sm" c="dimmed">
            {t('connectors.consent.redirect', { system })} <Code>{redirectUri}</Code>
          </Text>
          <Group>
            <CopyButton text={redirectUri} label={t('connectors.consent.copyRedirect')} />
          </Group>
        </>
      )}
    </>
  )
}

type Suggestion = NonNullable<NonNullable<Authorization['problem']>['suggestion']>

const choiceLabel = ({ fields }: Connector, { field, value }: Suggestion): string =>
  fields.find(({ name }) => name === field)?.choices?.find(one => one.value === value)?.label ?? value

interface ProgressProps {
  readonly connector: Connector
  readonly consent: Consent
  readonly onSuggestion: (suggestion: Suggestion) => void
  readonly onCancel: () => void
}

function Progress({ connector, consent: { asked, outcome, failure }, onSuggestion, onCancel }: ProgressProps) {
  const { t } = useTranslation()
  const { name: system } = connector
  if (failure !== undefined) {
    const faults = Object.values(problemFields(failure)).join(' ')
    const title = t('connectors.consent.failed', { system })
    return faults === '' ? <ProblemNote error={failure} title={title} /> : <Refusal title={title}>{faults}</Refusal>
  }
  if (asked) return <Waiting system={system} url={asked.blocked ? asked.url : undefined} onCancel={onCancel} />
  if (outcome?.fields)
    return (
      <Note tone="good" title={t('connectors.consent.granted', { system })}>
        {t('connectors.consent.grantedWhy', { fields: labelsOf(connector, Object.keys(outcome.fields)) })}
      </Note>
    )
  if (outcome?.problem) {
    const { message, remedy, suggestion } = outcome.problem
    const again = suggestion && (
      <Button size="xs" variant="default" onClick={() => onSuggestion(suggestion)}>
        {t('connectors.consent.askSo', { how: choiceLabel(connector, suggestion) })}
      </Button>
    )
    return (
      <Refusal title={message} action={again}>
        {remedy}
      </Refusal>
    )
  }
  return outcome ? <Refusal title={t('connectors.consent.expired', { system })} /> : null
}

const Refusal = (props: { title: string; children?: string; action?: ReactNode }) => (
  <Note tone="bad" role="alert" {...props} />
)

interface WaitingProps {
  readonly system: string
  /** Where the browser opened no window: what to open by hand. */
  readonly url: string | undefined
  readonly onCancel: () => void
}

function Waiting({ system, url, onCancel }: WaitingProps) {
  const { t } = useTranslation()
  const stop = (
    <Button size="xs" variant="default" onClick={onCancel}>
      {t('connectors.consent.cancel')}
    </Button>
  )
  if (url === undefined)
    return (
      <Note tone="info" title={t('connectors.consent.waiting', { system })} action={stop}>
        {t('connectors.consent.waitingWhy')}
      </Note>
    )
  return (
    <Note tone="warn" title={t('connectors.consent.blocked')} action={stop}>
      {t('connectors.consent.blockedWhy')}{' '}
      <a className="text-link" href={url} target="_blank" rel="noreferrer">
        {t('connectors.consent.open', { system })}
      </a>
    </Note>
  )
}
