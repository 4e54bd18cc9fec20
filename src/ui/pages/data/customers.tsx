import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { CustomerItem } from '../../api/types.ts'
import { type ListColumn, tableOf, useColumns } from '../../parts/columns.tsx'
import { useFilters } from '../../parts/filters.ts'
import { Empty, Page } from '../../parts/page-states.tsx'
import { RecordLink } from '../../parts/record-link.tsx'
import { PagedTable, usePaged } from '../../parts/table.tsx'
import { FilterBar, ListActions } from './filter-bar.tsx'
import { textColumn, useRecordColumns } from './record-columns.tsx'

export const nameOf = ({ firstName, lastName, email, externalId }: CustomerItem) =>
  [firstName, lastName].filter(Boolean).join(' ') || email || externalId

const customerColumns = (t: TFunction): ListColumn<CustomerItem>[] => [
  {
    name: 'name',
    title: t('data.customers.name'),
    fields: ['firstName', 'lastName'],
    fixed: true,
    show: one => (
      <RecordLink to={`/customers/${one.id}`} practice={one.practice}>
        {nameOf(one)}
      </RecordLink>
    ),
  },
  textColumn('email', t('data.orders.email'), { usual: true }),
  textColumn('company', t('data.customers.company'), { usual: true, wide: true }),
  textColumn('phone', t('data.customers.phone'), { wide: true }),
]

export function CustomersPage() {
  const { t } = useTranslation()
  const { filters, setFilter, clear } = useFilters('/customers')
  const query = usePaged<CustomerItem>('/customers', filters)
  const filtered = Object.values(filters).some(Boolean)
  const columns = useColumns('customers', [...customerColumns(t), ...useRecordColumns('created')])
  return (
    <Page
      title={t('data.customers.title')}
      actions={<ListActions path="/customers" query={filters} columns={columns} />}
    >
      <FilterBar filters={filters} setFilter={setFilter} clear={clear} hint={t('data.customers.searchHint')} />
      <PagedTable
        label={t('data.customers.title')}
        query={query}
        {...tableOf(columns)}
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
