import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../parts/day-input.tsx'
import { dayOf } from '../../parts/days.ts'
import type { Filtering } from './filter-bar.tsx'

interface DayFilterProps {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (day: string | undefined) => void
  readonly timeZone?: string | undefined
}

/** Its words are seen: an empty day looks like any other. */
export const DayFilter = ({ label, value, onChange, timeZone }: DayFilterProps) => (
  <Group gap={6} wrap="nowrap">
    <Text fz="sm" c="dimmed" aria-hidden>
      {label}
    </Text>
    <DayInput w={130} aria-label={label} value={dayOf(value, timeZone)} onChange={day => onChange(day || undefined)} />
  </Group>
)

type Days = readonly [from: string | undefined, before: string | undefined]

interface DaysBetweenProps {
  readonly labels: readonly [from: string, before: string]
  readonly days: Days
  readonly onChange: (days: Days) => void
  readonly timeZone: string | undefined
}

/** From one day to another, in a zone that is told. */
export function DaysBetween({ labels, days: [from, before], onChange, timeZone }: DaysBetweenProps) {
  const { t } = useTranslation()
  return (
    <>
      <DayFilter label={labels[0]} value={from} onChange={day => onChange([day, before])} timeZone={timeZone} />
      <DayFilter label={labels[1]} value={before} onChange={day => onChange([from, day])} timeZone={timeZone} />
      {(from || before) && timeZone && (
        <Text fz="xs" c="dimmed">
          {t('data.dayZone', { zone: timeZone })}
        </Text>
      )}
    </>
  )
}

/** When the store's records were created. */
export function CreatedBetween({ filters, setFilter, timeZone }: Filtering) {
  const { t } = useTranslation()
  return (
    <DaysBetween
      labels={[t('data.from'), t('data.before')]}
      days={[filters['createdFrom'], filters['createdBefore']]}
      onChange={([createdFrom, createdBefore]) => setFilter({ createdFrom, createdBefore })}
      timeZone={timeZone}
    />
  )
}
