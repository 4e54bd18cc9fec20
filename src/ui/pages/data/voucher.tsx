import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { VoucherDetail } from '../../api/types.ts'
import { Card, Fact } from '../../parts/card.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Section } from '../../parts/section.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { referenceTypeName } from '../../parts/voucher-name.ts'
import { RecordPage, type RecordPart } from './record-page.tsx'

export function VoucherPage() {
  const { t } = useTranslation()
  const titleOf = ({ series, number }: VoucherDetail) => t('data.vouchers.one', { number: `${series} ${number}` })
  return <RecordPage list="vouchers" titleOf={titleOf} Main={Rows} Aside={Facts} />
}

type Row = VoucherDetail['rows'][number]

const Rows: RecordPart<VoucherDetail> = ({ record: { rows, currency, connectionId, yearExternalId } }) => {
  const { t } = useTranslation()
  const { money } = useFormats()
  const amount = (text: string) => (Number(text) === 0 ? '' : money(text, currency))
  const columns: Column<Row>[] = [
    {
      name: 'account',
      title: t('data.accounts.number'),
      show: row => (
        <>
          <Go
            to="/vouchers"
            search={{ connectionId, yearExternalId, accountNumber: row.accountNumber }}
            className="text-link"
          >
            {row.accountNumber}
          </Go>{' '}
          {row.accountDescription}
          <Purpose of={row} />
        </>
      ),
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

/** What most rows say nothing of. */
function Purpose({ of: { description, costCentre, project, quantity: count } }: { of: Row }) {
  const { t } = useTranslation()
  const { quantity } = useFormats()
  const told = [
    description,
    costCentre && `${t('data.vouchers.costCentre')} ${costCentre}`,
    project && `${t('data.vouchers.project')} ${project}`,
    count && `${t('data.orders.quantity')} ${quantity(count)}`,
  ].filter(Boolean)
  if (told.length === 0) return null
  return (
    <Text fz="xs" c="dimmed">
      {told.join(' · ')}
    </Text>
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
          <Go
            to={`/settings/connectors/${voucher.connectionId}/books`}
            search={{ year: voucher.yearExternalId }}
            className="text-link"
          >
            {day(voucher.yearFrom, 'UTC')} – {day(voucher.yearTo, 'UTC')}
          </Go>
        </Fact>
        {voucher.referenceType && (
          <Fact name={referenceTypeName(t, voucher.referenceType)}>{voucher.referenceNumber ?? '–'}</Fact>
        )}
      </dl>
    </Card>
  )
}
