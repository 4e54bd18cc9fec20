import '@mantine/dates/styles.css'
import 'dayjs/locale/sv'
import { DateInput } from '@mantine/dates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readWrittenDay } from './days.ts'

interface DayInputProps {
  /** 2026-03-01; empty: none. */
  readonly value: string
  readonly onChange: (day: string) => void
  readonly label?: string
  readonly 'aria-label'?: string
  readonly description?: string
  readonly error?: ReactNode
  readonly required?: boolean
  readonly w?: number
}

const formats: Readonly<Record<string, string>> = { en: 'DD/MM/YYYY', sv: 'YYYY-MM-DD' }

/** What the arrows of a calendar are called. */
export function useCalendarWords() {
  const { t } = useTranslation()
  const next = t('common.next')
  const previous = t('common.previous')
  return {
    ...{ nextMonth: next, nextYear: next, nextDecade: next },
    ...{ previousMonth: previous, previousYear: previous, previousDecade: previous },
  }
}

/** A day as the chosen language writes it, whatever that of the browser; typed, or taken from a calendar. */
export function DayInput({ value, onChange, required = false, ...rest }: DayInputProps) {
  const { t, i18n } = useTranslation()
  return (
    <DateInput
      value={value || null}
      onChange={day => onChange(day ?? '')}
      allowDeselect={!required}
      required={required}
      withAsterisk={false}
      locale={i18n.language}
      valueFormat={formats[i18n.language] ?? 'YYYY-MM-DD'}
      placeholder={t('common.dayHint')}
      dateParser={readWrittenDay}
      popoverProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
      hideOutsideDates
      weekendDays={[]}
      ariaLabels={useCalendarWords()}
      {...rest}
    />
  )
}
