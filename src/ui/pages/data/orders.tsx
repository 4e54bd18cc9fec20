import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../parts/formats.ts'
import { CreatedBetween } from './day-filter.tsx'
import { Choice } from './filter-bar.tsx'
import { moreOrderColumns, orderColumns } from './order-columns.tsx'
import { useRecordColumns } from './record-columns.tsx'
import { RecordList } from './record-list.tsx'

const statuses = ['pending', 'processing', 'on_hold', 'completed', 'cancelled', 'refunded', 'failed', 'draft'] as const

export function OrdersPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const more = useRecordColumns(null).filter(({ name }) => name !== 'created')
  return (
    <RecordList list="orders" columns={[...orderColumns(t, formats), ...more, ...moreOrderColumns(t, formats)]}>
      {({ filters, setFilter, timeZone }) => (
        <>
          <Choice
            label={t('data.status')}
            value={filters['status']}
            onChange={status => setFilter({ status })}
            data={statuses.map(value => ({ value, label: t(`states.${value}`) }))}
          />
          <CreatedBetween filters={filters} setFilter={setFilter} timeZone={timeZone} />
          <Checkbox
            size="sm"
            label={t('data.orders.onlyUnproven')}
            checked={filters['moneyWarning'] === 'true'}
            onChange={event => setFilter({ moneyWarning: event.currentTarget.checked ? 'true' : undefined })}
          />
        </>
      )}
    </RecordList>
  )
}
