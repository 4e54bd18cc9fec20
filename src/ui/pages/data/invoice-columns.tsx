import type { TFunction } from 'i18next'
import type { InvoiceItem } from '../../api/types.ts'
import type { ListColumn } from '../../parts/columns.tsx'
import type { formatsOf } from '../../parts/formats.ts'
import { RecordLink } from '../../parts/record-link.tsx'
import { voucherName } from '../../parts/voucher-name.ts'
import { emailColumn, externalStatusColumn, statusColumn, textColumn } from './record-columns.tsx'

type Formats = ReturnType<typeof formatsOf>

/** How an invoice is shown in any list of them. */
export const invoiceColumns = (t: TFunction, formats: Formats): ListColumn<InvoiceItem>[] => [
  {
    name: 'number',
    title: t('data.invoices.number'),
    fields: ['number'],
    fixed: true,
    show: one => (
      <RecordLink to={`/invoices/${one.id}`} practice={one.practice}>
        {one.number}
      </RecordLink>
    ),
  },
  { ...dayColumn(t('data.invoices.issued'), 'issuedOn', formats), usual: true, wide: false },
  statusColumn(t),
  textColumn('orderNumber', t('data.invoices.order'), { name: 'order', usual: true, wide: true }),
  textColumn('customerName', t('data.orders.customer'), { name: 'customer', usual: true, wide: true }),
  { ...amount(t('data.invoices.balance'), 'balance', formats), usual: true },
  { ...amount(t('data.orders.total'), 'total', formats), usual: true, wide: false },
]

/** What else an invoice can be looked at by. */
export const moreInvoiceColumns = (t: TFunction, formats: Formats): ListColumn<InvoiceItem>[] => [
  {
    name: 'kind',
    title: t('data.invoices.kind'),
    fields: ['kind'],
    wide: true,
    show: one => t(`data.invoices.kinds.${one.kind}`),
  },
  dayColumn(t('data.invoices.due'), 'dueOn', formats),
  dayColumn(t('data.invoices.paidOn'), 'paidOn', formats),
  amount(t('data.orders.tax'), 'totalTax', formats),
  {
    name: 'money',
    title: t('data.orders.money'),
    fields: ['moneyWarning'],
    wide: true,
    show: one => t(one.moneyWarning === null ? 'data.orders.addsUp' : 'data.orders.addsUpNot'),
  },
  textColumn('voucherExternalId', t('data.invoices.voucher'), {
    name: 'voucher',
    wide: true,
    show: one => (one.voucherExternalId === null ? '–' : voucherName(one.voucherExternalId)),
  }),
  textColumn('paymentReference', t('data.invoices.reference'), { name: 'reference', wide: true }),
  { ...emailColumn(t, true), usual: false },
  externalStatusColumn(t),
]

function dayColumn(title: string, name: 'issuedOn' | 'dueOn' | 'paidOn', formats: Formats): ListColumn<InvoiceItem> {
  const show = (one: InvoiceItem) => (one[name] === null ? '–' : formats.day(one[name], 'UTC'))
  return { name, title, fields: [name], wide: true, show }
}

function amount(title: string, name: 'total' | 'totalTax' | 'balance', formats: Formats): ListColumn<InvoiceItem> {
  const show = (one: InvoiceItem) => (one[name] === null ? '–' : formats.money(one[name], one.currency))
  return { name, title, fields: [name, 'currency'], number: true, wide: true, show }
}
