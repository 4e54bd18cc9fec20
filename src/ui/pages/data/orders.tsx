import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OrderItem } from '../../api/types.ts'
import { useFilters } from '../../parts/filters.ts'
import { useFormats } from '../../parts/formats.ts'
import { Empty, Page } from '../../parts/page-states.tsx'
import { PagedTable, usePaged } from '../../parts/table.tsx'
import { Choice, CsvButton, DayFilter, FilterBar } from './filter-bar.tsx'
import { orderColumns } from './order-columns.tsx'

const statuses = ['pending', 'processing', 'on_hold', 'completed', 'cancelled', 'refunded', 'failed', 'draft'] as const

export function OrdersPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { filters, setFilter, clear } = useFilters('/orders')
  const query = usePaged<OrderItem>('/orders', filters)
  const filtered = Object.values(filters).some(Boolean)
  return (
    <Page title={t('data.orders.title')} actions={<CsvButton path="/orders" query={filters} />}>
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
        columns={orderColumns(t, formats)}
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
