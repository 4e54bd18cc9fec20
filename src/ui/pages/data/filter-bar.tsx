import { Button, Group, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Search } from '../../app/router.tsx'
import { ConnectionChoice } from '../../parts/connection-choice.tsx'
import { SearchInput } from '../../parts/search-input.tsx'

export interface Filtering {
  readonly filters: Search
  readonly setFilter: (change: Search) => void
  /** That days are meant in. */
  readonly timeZone: string | undefined
}

interface FilterBarProps extends Omit<Filtering, 'timeZone'> {
  readonly clear: () => void
  readonly searchBy: string
  readonly hint: string
  readonly children?: ReactNode
}

/** Search words, the connection, and what is gone, which every list of records has, and what a list adds. */
export function FilterBar({ filters, setFilter, clear, searchBy, hint, children }: FilterBarProps) {
  const { t } = useTranslation()
  return (
    <Group gap="xs" role="search">
      <SearchInput
        label={`${t('data.search')}: ${hint}`}
        hint={hint}
        value={filters[searchBy]}
        onChange={words => setFilter({ [searchBy]: words })}
      />
      <ConnectionChoice
        value={filters['connectionId']}
        onChange={connectionId => setFilter({ connectionId, yearExternalId: undefined })}
      />
      {children}
      <Choice
        label={t('data.presence')}
        value={filters['deleted']}
        onChange={deleted => setFilter({ deleted })}
        data={[
          { value: 'false', label: t('data.present') },
          { value: 'true', label: t('data.deleted') },
        ]}
      />
      <LinkFilters filters={filters} setFilter={setFilter} />
      {Object.values(filters).some(Boolean) && (
        <Button variant="subtle" color="gray" size="xs" onClick={clear}>
          {t('common.clear')}
        </Button>
      )}
    </Group>
  )
}

const byRun = ['createdByRun', 'updatedByRun', 'deletedByRun', 'runId'] as const
const byValue = {
  externalId: 'data.externalId',
  email: 'data.orders.email',
  accountNumber: 'data.accounts.number',
} as const

/** What a link asks for that no input of the list shows: seen, and let go of by itself. */
export function LinkFilters({ filters, setFilter }: Pick<Filtering, 'filters' | 'setFilter'>) {
  const { t } = useTranslation()
  const asked = [
    ...byRun.map(name => [name, t(`data.${name}`)] as const),
    ...Object.entries(byValue).map(([name, title]) => [name, `${t(title)}: ${filters[name]}`] as const),
  ]
  return asked
    .filter(([name]) => filters[name])
    .map(([name, words]) => (
      <Button
        key={name}
        size="xs"
        variant="light"
        rightSection={<IconX size={14} aria-hidden />}
        aria-label={`${words}: ${t('common.clear')}`}
        onClick={() => setFilter({ [name]: undefined })}
      >
        {words}
      </Button>
    ))
}

interface ChoiceProps {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
  readonly data: ReadonlyArray<{ readonly value: string; readonly label: string }>
  readonly w?: number
}

/** One filter; empty: any. */
export const Choice = ({ label, value, onChange, data, w = 170 }: ChoiceProps) => (
  <Select
    w={w}
    aria-label={label}
    placeholder={label}
    data={data as { value: string; label: string }[]}
    value={value ?? null}
    onChange={chosen => onChange(chosen ?? undefined)}
    clearable
    clearButtonProps={{ 'aria-label': label, tabIndex: -1 }}
    comboboxProps={{ transitionProps: { duration: 0 } }}
  />
)
