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

/** From one day to another, in a zone that is told. */
export function CreatedBetween({ filters, setFilter, timeZone }: Filtering) {
  const { t } = useTranslation()
  const { createdFrom, createdBefore } = filters
  return (
    <>
      <DayFilter
        label={t('data.from')}
        value={createdFrom}
        onChange={createdFrom => setFilter({ createdFrom })}
        timeZone={timeZone}
      />
      <DayFilter
        label={t('data.before')}
        value={createdBefore}
        onChange={createdBefore => setFilter({ createdBefore })}
        timeZone={timeZone}
      />
      {(createdFrom || createdBefore) && timeZone && (
        <Text fz="xs" c="dimmed">
          {t('data.dayZone', { zone: timeZone })}
        </Text>
      )}
    </>
  )
}
