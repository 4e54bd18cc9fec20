import { useTranslation } from 'react-i18next'
import type { CustomerItem } from '../../api/types.ts'
import { useFilters } from '../../parts/filters.ts'
import { Go } from '../../parts/go.tsx'
import { Empty, Page } from '../../parts/page-states.tsx'
import { type Column, PagedTable, usePaged } from '../../parts/table.tsx'
import { Moment } from '../../parts/time.tsx'
import { CsvButton, FilterBar } from './filter-bar.tsx'

export const nameOf = ({ firstName, lastName, email, externalId }: CustomerItem) =>
  [firstName, lastName].filter(Boolean).join(' ') || email || externalId

export function CustomersPage() {
  const { t } = useTranslation()
  const { filters, setFilter, clear } = useFilters('/customers')
  const query = usePaged<CustomerItem>('/customers', filters)
  const filtered = Object.values(filters).some(Boolean)
  const columns: Column<CustomerItem>[] = [
    { name: 'name', title: t('data.customers.name'), show: one => <Go to={`/customers/${one.id}`}>{nameOf(one)}</Go> },
    { name: 'email', title: t('data.orders.email'), show: one => one.email ?? '–' },
    { name: 'company', title: t('data.customers.company'), wide: true, show: one => one.company ?? '–' },
    {
      name: 'created',
      title: t('data.created'),
      wide: true,
      show: one => one.createdAt && <Moment at={one.createdAt} />,
    },
  ]
  return (
    <Page title={t('data.customers.title')} actions={<CsvButton path="/customers" query={filters} />}>
      <FilterBar filters={filters} setFilter={setFilter} clear={clear} hint={t('data.customers.searchHint')} />
      <PagedTable
        label={t('data.customers.title')}
        query={query}
        columns={columns}
        keyOf={one => one.id}
        empty={
          <Empty title={t(filtered ? 'data.noneMatch' : 'data.customers.none')}>
            {filtered ? undefined : t('data.customers.noneWhy')}
          </Empty>
        }
      />
    </Page>
  )
}
