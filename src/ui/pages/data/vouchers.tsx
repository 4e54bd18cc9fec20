import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { VoucherItem } from '../../api/types.ts'
import type { ListColumn } from '../../parts/columns.tsx'
import { type formatsOf, useFormats } from '../../parts/formats.ts'
import { RecordLink } from '../../parts/record-link.tsx'
import { referenceTypeName } from '../../parts/voucher-name.ts'
import { yearColumn } from './accounts.tsx'
import { DayFilter } from './day-filter.tsx'
import { textColumn, useRecordColumns } from './record-columns.tsx'
import { RecordList } from './record-list.tsx'
import { YearChoice } from './year-choice.tsx'

type Formats = ReturnType<typeof formatsOf>

export const voucherColumns = (t: TFunction, formats: Formats): ListColumn<VoucherItem>[] => [
  {
    name: 'number',
    title: t('data.vouchers.number'),
    fields: ['series', 'number'],
    fixed: true,
    show: one => (
      <RecordLink to={`/vouchers/${one.id}`} practice={one.practice}>
        {one.series} {one.number}
      </RecordLink>
    ),
  },
  {
    name: 'transactionOn',
    title: t('data.vouchers.day'),
    fields: ['transactionOn'],
    usual: true,
    show: one => formats.day(one.transactionOn, 'UTC'),
  },
  textColumn('description', t('data.accounts.description'), { usual: true }),
  {
    name: 'total',
    title: t('data.vouchers.total'),
    fields: ['total', 'currency'],
    usual: true,
    number: true,
    show: one => formats.money(one.total, one.currency),
  },
  { ...yearColumn(t, formats), usual: false },
  textColumn('referenceType', t('data.vouchers.referenceType'), {
    wide: true,
    show: one => (one.referenceType === null ? '–' : referenceTypeName(t, one.referenceType)),
  }),
  textColumn('referenceNumber', t('data.vouchers.reference'), { wide: true }),
]

export function VouchersPage() {
  const { t } = useTranslation()
  const columns = [...voucherColumns(t, useFormats()), ...useRecordColumns(null)]
  return (
    <RecordList list="vouchers" columns={columns}>
      {filtering => (
        <>
          <YearChoice {...filtering} />
          <DayFilter
            label={t('data.vouchers.from')}
            value={filtering.filters['transactionFrom']}
            onChange={transactionFrom => filtering.setFilter({ transactionFrom })}
          />
          <DayFilter
            label={t('data.vouchers.before')}
            value={filtering.filters['transactionBefore']}
            onChange={transactionBefore => filtering.setFilter({ transactionBefore })}
          />
        </>
      )}
    </RecordList>
  )
}
