import { useTranslation } from 'react-i18next'
import type { VoucherDetail } from '../../api/types.ts'
import { Card, Fact } from '../../parts/card.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Section } from '../../parts/section.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { RecordPage, type RecordPart } from './record-page.tsx'

export function VoucherPage() {
  const { t } = useTranslation()
  const titleOf = ({ series, number }: VoucherDetail) => t('data.vouchers.one', { number: `${series} ${number}` })
  return <RecordPage list="vouchers" titleOf={titleOf} Main={Rows} Aside={Facts} />
}

type Row = VoucherDetail['rows'][number]

const Rows: RecordPart<VoucherDetail> = ({ record: { rows, currency } }) => {
  const { t } = useTranslation()
  const { money, quantity } = useFormats()
  const amount = (text: string) => (Number(text) === 0 ? '' : money(text, currency))
  const columns: Column<Row>[] = [
    {
      name: 'account',
      title: t('data.accounts.number'),
      show: one => `${one.accountNumber} ${one.accountDescription ?? ''}`,
    },
    { name: 'description', title: t('data.accounts.description'), show: one => one.description },
    { name: 'costCentre', title: t('data.vouchers.costCentre'), show: one => one.costCentre },
    { name: 'project', title: t('data.vouchers.project'), show: one => one.project },
    {
      name: 'quantity',
      title: t('data.orders.quantity'),
      number: true,
      show: one => one.quantity && quantity(one.quantity),
    },
    { name: 'debit', title: t('data.vouchers.debit'), number: true, show: one => amount(one.debit) },
    { name: 'credit', title: t('data.vouchers.credit'), number: true, show: one => amount(one.credit) },
  ]
  const title = t('data.vouchers.rows')
  const numbered = new Map(rows.map((row, at) => [row, String(at)]))
  return (
    <Section title={title}>
      <div className="card">
        <DataTable label={title} columns={columns} rows={rows} keyOf={row => numbered.get(row) ?? ''} />
      </div>
    </Section>
  )
}

const Facts: RecordPart<VoucherDetail> = ({ record: voucher }) => {
  const { t } = useTranslation()
  const { day, money } = useFormats()
  return (
    <Card title={t('data.facts')}>
      <dl className="facts">
        <Fact name={t('data.vouchers.day')}>{day(voucher.transactionOn, 'UTC')}</Fact>
        <Fact name={t('data.accounts.description')}>{voucher.description}</Fact>
        <Fact name={t('data.vouchers.total')}>{money(voucher.total, voucher.currency)}</Fact>
        <Fact name={t('data.accounts.year')}>
          {day(voucher.yearFrom, 'UTC')} – {day(voucher.yearTo, 'UTC')}
        </Fact>
        {voucher.referenceType && <Fact name={voucher.referenceType}>{voucher.referenceNumber ?? '–'}</Fact>}
      </dl>
    </Card>
  )
}
