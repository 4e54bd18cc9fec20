import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ProductItem } from '../../api/types.ts'
import { type ListColumn, tableOf, useColumns } from '../../parts/columns.tsx'
import { useFilters } from '../../parts/filters.ts'
import { Empty, Page } from '../../parts/page-states.tsx'
import { RecordLink } from '../../parts/record-link.tsx'
import { PagedTable, usePaged } from '../../parts/table.tsx'
import { Choice, FilterBar, ListActions } from './filter-bar.tsx'
import { externalStatusColumn, statusColumn, textColumn, useRecordColumns } from './record-columns.tsx'

const statuses = ['active', 'draft', 'private', 'pending'] as const

const productColumns = (t: TFunction): ListColumn<ProductItem>[] => [
  {
    name: 'name',
    title: t('data.products.name'),
    fields: ['name'],
    fixed: true,
    show: one => (
      <RecordLink to={`/products/${one.id}`} practice={one.practice}>
        {one.name}
      </RecordLink>
    ),
  },
  textColumn('sku', t('data.orders.sku'), { usual: true }),
  statusColumn(t),
  {
    name: 'type',
    title: t('data.products.type'),
    fields: ['type'],
    usual: true,
    wide: true,
    show: one => t(`data.products.types.${one.type as 'simple'}`, { defaultValue: one.type }),
  },
  textColumn('brand', t('data.products.brand'), { wide: true }),
  textColumn('barcode', t('data.products.barcode'), { wide: true }),
  externalStatusColumn(t),
]

export function ProductsPage() {
  const { t } = useTranslation()
  const { filters, setFilter, clear } = useFilters('/products')
  const query = usePaged<ProductItem>('/products', filters)
  const filtered = Object.values(filters).some(Boolean)
  const columns = useColumns('products', [...productColumns(t), ...useRecordColumns('modified')])
  return (
    <Page title={t('data.products.title')} actions={<ListActions path="/products" query={filters} columns={columns} />}>
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
        {...tableOf(columns)}
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
