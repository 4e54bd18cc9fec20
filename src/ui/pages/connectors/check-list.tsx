import { Button, Group, Loader, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconCircleX, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckOutcome } from '../../api/types.ts'
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
        {report?.green === true && <GreenNote checks={checks} />}
        {report?.green === false && (
          <Note tone="bad" title={t('connectors.red')} action={<CopyReport system={system} checks={checks} />}>
            {t('connectors.redWhy')}
          </Note>
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

function GreenNote({ checks }: { checks: readonly CheckOutcome[] }) {
  const { t } = useTranslation()
  const warned = checks.some(({ result }) => result.status === 'warning')
  return <Note tone={warned ? 'warn' : 'good'} title={t(warned ? 'connectors.greenWarnings' : 'connectors.green')} />
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
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(writeReport(system, checks))
    setCopied(true)
  }
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconCopy size={14} aria-hidden />}
      onClick={() => void copy().catch(() => {})}
    >
      {copied ? t('common.copied') : t('connectors.report')}
    </Button>
  )
}
