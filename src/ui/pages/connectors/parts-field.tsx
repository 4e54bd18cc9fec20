import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../api/types.ts'
import type { Offered } from './use-verification.ts'

interface PartsFieldProps {
  readonly label: string
  readonly description: string
  readonly error: string | undefined
  /** With commas between. */
  readonly value: string
  /** The one choice that is all of the store. */
  readonly whole: NonNullable<Field['choices']>
  readonly offered: Offered[string]
  readonly saved: boolean | undefined
  readonly onChange: (value: string) => void
}

/** Parts of the store, chosen by the names that it has for them; or the whole of it, which stands alone. */
export function PartsField({ label, description, error, value, whole, offered, saved, onChange }: PartsFieldProps) {
  const { t } = useTranslation()
  const all = whole.map(one => one.value)
  const known = [...whole, ...offered.map(part => ({ value: part.value, label: part.name }))]
  const chosen = value.split(/[\s,;]+/).filter(Boolean)
  const typed = chosen.filter(one => !known.some(part => part.value === one))
  function choose(next: string[]) {
    const last = next.at(-1)
    const isWhole = last === undefined || all.includes(last)
    onChange(isWhole ? all.join() : next.filter(one => !all.includes(one)).join())
  }
  return (
    <MultiSelect
      label={label}
      description={saved ? t('connectors.partsStay') : description}
      error={error}
      data={[...known, ...typed.map(one => ({ value: one, label: one }))]}
      value={chosen}
      onChange={choose}
      readOnly={saved === true}
      searchable
      hidePickedOptions
      nothingFoundMessage={t('connectors.noSuchPart')}
      comboboxProps={{ transitionProps: { duration: 0 }, withinPortal: false }}
    />
  )
}
