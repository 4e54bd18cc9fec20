import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './table.tsx'

/** A column that a person may choose. */
export interface ListColumn<Row> extends Column<Row> {
  readonly title: string
  /** What it is made of, by the names of the API: what an export gives. */
  readonly fields: readonly string[]
  /** Shown until somebody chooses. */
  readonly usual?: boolean
  /** Always shown: the way to the record. */
  readonly fixed?: boolean
}

export interface ChosenColumns<Row> {
  readonly all: readonly ListColumn<Row>[]
  readonly shown: readonly ListColumn<Row>[]
  /** Whether somebody chose: then none is left out where there is little room. */
  readonly chosen: boolean
  readonly choose: (names: readonly string[] | null) => void
}

const keyOf = (list: string) => `koppla.columns.${list}`

/** Null: nobody chose, or what was kept cannot be read. */
function readChoice(list: string): readonly string[] | null {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(keyOf(list)) ?? 'null')
    return Array.isArray(names) ? names.map(String) : null
  } catch {
    return null
  }
}

/** The columns of a list as they were chosen in this browser, else the usual ones. */
export function useColumns<Row>(list: string, all: readonly ListColumn<Row>[]): ChosenColumns<Row> {
  const [names, setNames] = useState(() => readChoice(list))
  const choose = (chosen: readonly string[] | null) => {
    setNames(chosen)
    if (chosen === null) localStorage.removeItem(keyOf(list))
    else localStorage.setItem(keyOf(list), JSON.stringify(chosen))
  }
  const shown = all.filter(one => one.fixed || (names === null ? one.usual : names.includes(one.name)))
  return { all, shown, chosen: names !== null, choose }
}

/** What an export of the columns shown asks for. */
export const fieldsOf = <Row,>({ shown }: ChosenColumns<Row>): string =>
  [...new Set(shown.flatMap(one => one.fields))].join(',')

/** The columns as a table takes them: chosen ones are all there on a small screen too, and it scrolls. */
export const tableOf = <Row,>({ shown, chosen }: ChosenColumns<Row>) => ({
  columns: chosen ? shown.map(({ wide: _, ...one }) => one) : shown,
  scrolls: chosen,
})

export function ColumnChooser<Row>({ columns }: { columns: ChosenColumns<Row> }) {
  const { t } = useTranslation()
  const { all, shown, chosen, choose } = columns
  const names = shown.map(one => one.name)
  return (
    <Popover position="bottom-end" trapFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t('data.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group value={names} onChange={choose} label={t('data.columnsLabel')}>
          <Stack gap={8} mt="xs">
            {all.map(one => (
              <Checkbox key={one.name} size="sm" value={one.name} label={one.title} disabled={one.fixed ?? false} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Button mt="sm" size="xs" variant="subtle" disabled={!chosen} onClick={() => choose(null)}>
          {t('data.columnsUsual')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
