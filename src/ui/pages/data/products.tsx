import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ProductItem } from '../../api/types.ts'
import type { ListColumn } from '../../parts/columns.tsx'
import { RecordLink } from '../../parts/record-link.tsx'
import { Choice } from './filter-bar.tsx'
import { externalStatusColumn, statusColumn, textColumn, useRecordColumns } from './record-columns.tsx'
import { RecordList } from './record-list.tsx'

const statuses = ['active', 'draft', 'private', 'pending'] as const

export const productColumns = (t: TFunction): ListColumn<ProductItem>[] => [
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
  return (
    <RecordList list="products" columns={[...productColumns(t), ...useRecordColumns('modified')]}>
      {({ filters: { status }, setFilter }) => (
        <Choice
          label={t('data.status')}
          value={status}
          onChange={status => setFilter({ status })}
          data={statuses.map(value => ({ value, label: t(`states.${value}`) }))}
        />
      )}
    </RecordList>
  )
}
