import { useTranslation } from 'react-i18next'
import type { ProductItem } from '../../api/types.ts'
import { StateBadge } from '../../parts/badges.tsx'
import { useFilters } from '../../parts/filters.ts'
import { Go } from '../../parts/go.tsx'
import { Empty, Page } from '../../parts/page-states.tsx'
import { type Column, PagedTable, usePaged } from '../../parts/table.tsx'
import { Moment } from '../../parts/time.tsx'
import { Choice, CsvButton, FilterBar } from './filter-bar.tsx'

const statuses = ['active', 'draft', 'private', 'pending'] as const

export function ProductsPage() {
  const { t } = useTranslation()
  const { filters, setFilter, clear } = useFilters('/products')
  const query = usePaged<ProductItem>('/products', filters)
  const filtered = Object.values(filters).some(Boolean)
  const columns: Column<ProductItem>[] = [
    { name: 'name', title: t('data.products.name'), show: one => <Go to={`/products/${one.id}`}>{one.name}</Go> },
    { name: 'sku', title: t('data.orders.sku'), show: one => one.sku ?? '–' },
    {
      name: 'status',
      title: t('data.status'),
      wide: true,
      show: one => <StateBadge state={one.deletedAt ? 'deleted' : one.status} />,
    },
    { name: 'type', title: t('data.products.type'), wide: true, show: one => one.type },
    {
      name: 'modified',
      title: t('data.modified'),
      wide: true,
      show: one => one.modifiedAt && <Moment at={one.modifiedAt} />,
    },
  ]
  return (
    <Page title={t('data.products.title')} actions={<CsvButton path="/products" query={filters} />}>
      <FilterBar filters={filters} setFilter={setFilter} clear={clear} hint={t('data.products.searchHint')}>
        <Choice
          label={t('data.status')}
          value={filters['status']}
          onChange={status => setFilter({ status })}
          data={statuses.map(value => ({ value, label: t(`states.${value}`) }))}
        />
      </FilterBar>
      <PagedTable
        label={t('data.products.title')}
        query={query}
        columns={columns}
        keyOf={one => one.id}
        empty={
          <Empty title={t(filtered ? 'data.noneMatch' : 'data.products.none')}>
            {filtered ? undefined : t('data.products.noneWhy')}
          </Empty>
        }
      />
    </Page>
  )
}
