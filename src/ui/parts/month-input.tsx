import { MonthPickerInput } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import { useCalendarWords } from './day-input.tsx'

interface MonthInputProps {
  readonly label: string
  /** Any day of it: 2026-03-01. */
  readonly value: string
  /** Gets its first day. */
  readonly onChange: (day: string) => void
}

/** A month by its name in the chosen language, taken from a calendar. */
export function MonthInput({ value, onChange, label }: MonthInputProps) {
  const { i18n } = useTranslation()
  return (
    <MonthPickerInput
      w={180}
      label={label}
      value={value || null}
      onChange={month => month && onChange(month)}
      locale={i18n.language}
      popoverProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
      ariaLabels={useCalendarWords()}
    />
  )
}
