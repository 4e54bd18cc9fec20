import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { StockItem } from '../../api/types.ts'
import type { ListColumn } from '../../parts/columns.tsx'
import { type formatsOf, useFormats } from '../../parts/formats.ts'
import { RecordLink } from '../../parts/record-link.tsx'
import { Choice } from './filter-bar.tsx'
import { textColumn, useRecordColumns } from './record-columns.tsx'
import { RecordList } from './record-list.tsx'

const statuses = ['in_stock', 'out_of_stock', 'on_backorder'] as const

export const stockColumns = (t: TFunction, { quantity }: ReturnType<typeof formatsOf>): ListColumn<StockItem>[] => [
  {
    name: 'sku',
    title: t('data.orders.sku'),
    fields: ['sku', 'productExternalId'],
    fixed: true,
    show: ({ connectionId, productExternalId, sku, practice }) => (
      <RecordLink to="/products" search={{ connectionId, externalId: productExternalId }} practice={practice}>
        {sku ?? productExternalId}
      </RecordLink>
    ),
  },
  {
    name: 'status',
    title: t('data.status'),
    fields: ['status'],
    usual: true,
    show: one => t(`data.stock.statuses.${one.status as 'in_stock'}`, { defaultValue: one.status }),
  },
  textColumn('locationExternalId', t('data.stock.location'), { name: 'location', wide: true }),
  textColumn('variantExternalId', t('data.stock.variant'), { name: 'variant', wide: true }),
  {
    name: 'backorders',
    title: t('data.stock.backorders'),
    fields: ['backorders'],
    wide: true,
    show: one => t(one.backorders ? 'common.yes' : 'common.no'),
  },
  {
    name: 'quantity',
    title: t('data.orders.quantity'),
    fields: ['quantity', 'managed'],
    usual: true,
    number: true,
    show: one => (one.managed && one.quantity !== null ? quantity(one.quantity) : '–'),
  },
]

export function StockPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const more = useRecordColumns('changed')
  return (
    <RecordList list="stock" searchBy="sku" columns={[...stockColumns(t, formats), ...more]}>
      {({ filters, setFilter }) => (
        <Choice
          label={t('data.status')}
          value={filters['status']}
          onChange={status => setFilter({ status })}
          data={statuses.map(value => ({ value, label: t(`data.stock.statuses.${value}`) }))}
        />
      )}
    </RecordList>
  )
}
