import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { booksQuery } from '../../api/queries.ts'
import { useYearName } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Choice, type Filtering } from './filter-bar.tsx'

/** A financial year of the chosen connection, and the way to its balances; years of several have nothing in common. */
export function YearChoice({ filters: { connectionId, yearExternalId }, setFilter }: Filtering) {
  const { t } = useTranslation()
  const yearName = useYearName()
  const books = useQuery({ ...booksQuery(connectionId ?? ''), enabled: connectionId !== undefined }).data
  if (!books || books.years.length === 0) return null
  return (
    <>
      <Choice
        w={250}
        label={t('data.accounts.year')}
        value={yearExternalId}
        onChange={yearExternalId => setFilter({ yearExternalId })}
        data={books.years.map(one => ({ value: one.yearExternalId, label: yearName(one) }))}
      />
      <Go to={`/settings/connectors/${connectionId}/books`} search={{ year: yearExternalId }}>
        {t('books.toBalances')}
      </Go>
    </>
  )
}
