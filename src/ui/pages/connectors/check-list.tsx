import { Button, Group, Loader, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconCircleX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckOutcome } from '../../api/types.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Note, ProblemNote } from '../../parts/problems.tsx'
import { type Verification, writeReport } from './use-verification.ts'

interface CheckListProps {
  readonly verification: Verification
  readonly system: string
  readonly onSuggestion?: (field: string, value: string) => void
}

/** A verification as it goes, and what came of it. */
export function CheckList({ verification, system, onSuggestion }: CheckListProps) {
  const { t } = useTranslation()
  const { state, checks, report, failure } = verification
  if (state === 'none') return null
  return (
    <section aria-label={t('connectors.checks')}>
      <div aria-live="polite">
        {failure !== undefined && <ProblemNote error={failure} />}
        {report && (
          <Outcome green={report.green} checks={checks} copy={<CopyReport system={system} checks={checks} />} />
        )}
      </div>
      <ul className="checks" style={{ marginTop: 8 }}>
        {checks.map(check => (
          <Check key={check.id} check={check} onSuggestion={onSuggestion} />
        ))}
        {state === 'running' && (
          <li>
            <Group gap={10}>
              <Loader size={15} aria-hidden /> {t('connectors.verifying')}
            </Group>
          </li>
        )}
      </ul>
    </section>
  )
}

interface OutcomeProps {
  readonly green: boolean
  readonly checks: readonly CheckOutcome[]
  readonly copy: ReactNode
}

function Outcome({ green, checks, copy }: OutcomeProps) {
  const { t } = useTranslation()
  if (!green)
    return (
      <Note tone="bad" title={t('connectors.red')} action={copy}>
        {t('connectors.redWhy')}
      </Note>
    )
  const warned = checks.some(({ result }) => result.status === 'warning')
  const title = t(warned ? 'connectors.greenWarnings' : 'connectors.green')
  return <Note tone={warned ? 'warn' : 'good'} title={title} action={copy} />
}

const marks = {
  passed: { Icon: IconCircleCheck, colour: 'var(--koppla-good)' },
  warning: { Icon: IconAlertTriangle, colour: 'var(--koppla-warn)' },
  failed: { Icon: IconCircleX, colour: 'var(--koppla-bad)' },
  skipped: { Icon: IconCircleMinus, colour: 'var(--mantine-color-dimmed)' },
}

export function Check({ check, onSuggestion }: { check: CheckOutcome; onSuggestion?: CheckListProps['onSuggestion'] }) {
  const { t } = useTranslation()
  const { title, result } = check
  const { Icon, colour } = marks[result.status]
  const { suggestion } = result
  return (
    <li data-status={result.status}>
      <Group gap={10} wrap="nowrap" align="flex-start">
        <Icon
          size={17}
          color={colour}
          style={{ flex: 'none', marginTop: 2 }}
          aria-label={t(`states.${result.status}`)}
        />
        <div style={{ minWidth: 0 }}>
          <Text
            fz="sm"
            fw={result.status === 'failed' ? 600 : 450}
            c={result.status === 'skipped' ? 'dimmed' : undefined}
          >
            {title}
            {result.detail && (
              <Text span fz="sm" c="dimmed" fw={400}>
                {' '}
                {result.detail}
              </Text>
            )}
          </Text>
          {result.diagnosis && <Text fz="sm">{result.diagnosis}</Text>}
          {result.remedy && (
            <Text fz="sm">
              <b>{t('common.remedy')}:</b> {result.remedy}
            </Text>
          )}
          {result.because && (
            <Text fz="xs" c="dimmed">
              {result.because}
            </Text>
          )}
          {suggestion && onSuggestion && (
            <Button mt={6} size="xs" variant="light" onClick={() => onSuggestion(suggestion.field, suggestion.value)}>
              {t('connectors.useAddress', { value: suggestion.value })}
            </Button>
          )}
        </div>
      </Group>
    </li>
  )
}

function CopyReport({ system, checks }: { system: string; checks: readonly CheckOutcome[] }) {
  const { t } = useTranslation()
  return <CopyButton text={writeReport(system, checks)} label={t('connectors.report')} />
}
