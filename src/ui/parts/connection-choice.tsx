import { Group, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connectionChoicesQuery, connectionQuery } from '../api/queries.ts'
import type { Connection } from '../api/types.ts'
import { PracticeBadge } from './badges.tsx'

interface ConnectionChoiceProps {
  readonly value: string | undefined
  readonly onChange: (id: string | undefined) => void
}

/** Filters by connection; nothing where there is but one. */
export function ConnectionChoice(props: ConnectionChoiceProps) {
  const first = useQuery(connectionChoicesQuery('')).data?.items ?? []
  return first.length > 1 || props.value !== undefined ? <ConnectionSelect {...props} /> : null
}

/** What is typed is looked for among all connections; the chosen one is shown by its name wherever it stands in the list. */
function ConnectionSelect({ value, onChange }: ConnectionChoiceProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [words] = useDebouncedValue(typed.trim(), 200)
  const chosen = useChosen(value)
  const asked = words === chosen?.name ? '' : words
  const found = useQuery({ ...connectionChoicesQuery(asked), placeholderData: keepPreviousData }).data
  const items = [...(chosen ? [chosen] : []), ...(found?.items ?? []).filter(({ id }) => id !== value)]
  const more = found?.next ? [{ value: 'more', label: t('data.moreConnections'), disabled: true }] : []
  return (
    <Select
      w={190}
      aria-label={t('data.connection')}
      placeholder={t('data.connection')}
      data={[...items.map(({ id, name }) => ({ value: id, label: name })), ...more]}
      value={value ?? null}
      onChange={id => onChange(id ?? undefined)}
      searchable
      onSearchChange={setTyped}
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <Group gap={6}>
          {option.label} {items.some(one => one.id === option.value && one.practice) && <PracticeBadge />}
        </Group>
      )}
      nothingFoundMessage={t('connectors.noneMatch')}
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear'), tabIndex: -1 }}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
}

type Chosen = Pick<Connection, 'id' | 'name' | 'practice'>

function useChosen(id: string | undefined): Chosen | undefined {
  const { t } = useTranslation()
  const query = useQuery({ ...connectionQuery(id ?? ''), enabled: id !== undefined, refetchInterval: false })
  if (id === undefined) return undefined
  return query.data ?? { id, name: query.isError ? t('data.unknownConnection') : '…', practice: false }
}
