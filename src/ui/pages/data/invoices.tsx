import { useTranslation } from 'react-i18next'
import { useFormats } from '../../parts/formats.ts'
import { DayFilter } from './day-filter.tsx'
import { Choice } from './filter-bar.tsx'
import { invoiceColumns, moreInvoiceColumns } from './invoice-columns.tsx'
import { useRecordColumns } from './record-columns.tsx'
import { RecordList } from './record-list.tsx'

const statuses = ['draft', 'open', 'paid', 'cancelled'] as const

export function InvoicesPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const more = useRecordColumns(null)
  return (
    <RecordList list="invoices" columns={[...invoiceColumns(t, formats), ...more, ...moreInvoiceColumns(t, formats)]}>
      {({ filters: { status, issuedFrom, issuedBefore }, setFilter }) => (
        <>
          <Choice
            label={t('data.status')}
            value={status}
            onChange={status => setFilter({ status })}
            data={statuses.map(value => ({ value, label: t(`states.${value}`) }))}
          />
          <DayFilter
            label={t('data.invoices.issuedFrom')}
            value={issuedFrom}
            onChange={issuedFrom => setFilter({ issuedFrom })}
          />
          <DayFilter
            label={t('data.invoices.issuedBefore')}
            value={issuedBefore}
            onChange={issuedBefore => setFilter({ issuedBefore })}
          />
        </>
      )}
    </RecordList>
  )
}
