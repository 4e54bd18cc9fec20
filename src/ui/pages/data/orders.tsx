import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OrderItem } from '../../api/types.ts'
import { tableOf, useColumns } from '../../parts/columns.tsx'
import { useFilters } from '../../parts/filters.ts'
import { useFormats } from '../../parts/formats.ts'
import { Empty, Page } from '../../parts/page-states.tsx'
import { PagedTable, usePaged } from '../../parts/table.tsx'
import { Choice, DayFilter, FilterBar, ListActions } from './filter-bar.tsx'
import { moreOrderColumns, orderColumns } from './order-columns.tsx'
import { useRecordColumns } from './record-columns.tsx'

const statuses = ['pending', 'processing', 'on_hold', 'completed', 'cancelled', 'refunded', 'failed', 'draft'] as const

export function OrdersPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { filters, setFilter, clear } = useFilters('/orders')
  const query = usePaged<OrderItem>('/orders', filters)
  const more = useRecordColumns(null).filter(({ name }) => name !== 'created')
  const columns = useColumns('orders', [...orderColumns(t, formats), ...more, ...moreOrderColumns(t, formats)])
  const filtered = Object.values(filters).some(Boolean)
  return (
    <Page title={t('data.orders.title')} actions={<ListActions path="/orders" query={filters} columns={columns} />}>
      <FilterBar filters={filters} setFilter={setFilter} clear={clear} hint={t('data.orders.searchHint')}>
        <Choice
          label={t('data.status')}
          value={filters['status']}
          onChange={status => setFilter({ status })}
          data={statuses.map(value => ({ value, label: t(`states.${value}`) }))}
        />
        <DayFilter
          label={t('data.from')}
          value={filters['createdFrom']}
          onChange={createdFrom => setFilter({ createdFrom })}
        />
        <DayFilter
          label={t('data.before')}
          value={filters['createdBefore']}
          onChange={createdBefore => setFilter({ createdBefore })}
        />
        <Checkbox
          size="sm"
          label={t('data.orders.onlyUnproven')}
          checked={filters['moneyWarning'] === 'true'}
          onChange={event => setFilter({ moneyWarning: event.currentTarget.checked ? 'true' : undefined })}
        />
      </FilterBar>
      <PagedTable
        label={t('data.orders.title')}
        query={query}
        {...tableOf(columns)}
        keyOf={one => one.id}
        empty={
          <Empty title={t(filtered ? 'data.noneMatch' : 'data.orders.none')}>
            {filtered ? undefined : t('data.orders.noneWhy')}
          </Empty>
        }
      />
    </Page>
  )
}
