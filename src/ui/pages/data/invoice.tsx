import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InvoiceDetail } from '../../api/types.ts'
import { Card, Fact } from '../../parts/card.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { orderName } from '../../parts/order-name.ts'
import { voucherName } from '../../parts/voucher-name.ts'
import { AddressBlock } from './address-block.tsx'
import { CustomerName } from './customer-name.tsx'
import { MoneyNote } from './money-note.tsx'
import { LineTable } from './order-tables.tsx'
import { RecordPage, type RecordPart } from './record-page.tsx'

export function InvoicePage() {
  const { t } = useTranslation()
  const titleOf = ({ kind, number }: InvoiceDetail) =>
    t(kind === 'invoice' ? 'data.invoices.one' : 'data.invoices.creditNote', { number })
  return <RecordPage list="invoices" titleOf={titleOf} Main={Content} Aside={Payer} />
}

const Content: RecordPart<InvoiceDetail> = ({ record: invoice }) => {
  const { t } = useTranslation()
  const { money, quantity } = useFormats()
  const { currency, currencyRate, balance } = invoice
  return (
    <>
      <LineTable record={invoice} />
      <Card title={t('data.orders.money')}>
        <dl className="facts">
          <Fact name={t('data.orders.total')}>
            <b>{money(invoice.total, currency)}</b>
          </Fact>
          <Fact name={t('data.orders.tax')}>{money(invoice.totalTax, currency)}</Fact>
          {balance !== null && <Fact name={t('data.invoices.balance')}>{money(balance, currency)}</Fact>}
          {currencyRate !== null && Number(currencyRate) !== 1 && (
            <Fact name={t('data.invoices.rate')}>{quantity(currencyRate)}</Fact>
          )}
        </dl>
        <MoneyNote record={invoice} proven={t('data.invoices.proven')} />
      </Card>
    </>
  )
}

const Payer: RecordPart<InvoiceDetail> = ({ record: invoice }) => {
  const { t } = useTranslation()
  return (
    <Card title={t('data.facts')}>
      <dl className="facts">
        <Days invoice={invoice} />
        <OrderOf invoice={invoice} />
        {invoice.creditedExternalId && (
          <Fact name={t('data.invoices.credits')}>
            <Go
              to="/invoices"
              search={{ externalId: invoice.creditedExternalId, connectionId: invoice.connectionId }}
              className="text-link"
            >
              {invoice.creditedExternalId}
            </Go>
          </Fact>
        )}
        {invoice.paymentReference && <Fact name={t('data.invoices.reference')}>{invoice.paymentReference}</Fact>}
        {invoice.booked !== null && (
          <Fact name={t('data.invoices.voucher')}>
            <VoucherOf invoice={invoice} />
          </Fact>
        )}
        <Fact name={t('data.orders.customer')}>
          <CustomerName record={invoice} />
        </Fact>
      </dl>
      {invoice.email && <Text fz="sm">{invoice.email}</Text>}
      <AddressBlock title={t('data.orders.billing')} address={invoice.billing} />
    </Card>
  )
}

interface Shown {
  readonly invoice: InvoiceDetail
}

function Days({ invoice: { issuedOn, dueOn, paidOn } }: Shown) {
  const { t } = useTranslation()
  const { day } = useFormats()
  const told = { issued: issuedOn, due: dueOn, paidOn }
  return (['issued', 'due', 'paidOn'] as const).map(name => {
    const on = told[name]
    return (
      on && (
        <Fact key={name} name={t(`data.invoices.${name}`)}>
          {day(on, 'UTC')}
        </Fact>
      )
    )
  })
}

/** What it was booked by, leading there if it is here. */
function VoucherOf({ invoice: { booked, voucherId, voucherExternalId } }: Shown) {
  const { t } = useTranslation()
  if (voucherExternalId === null) return t(booked ? 'data.invoices.booked' : 'data.invoices.bookedNot')
  if (voucherId === null) return voucherName(voucherExternalId)
  return (
    <Go to={`/vouchers/${voucherId}`} className="text-link">
      {voucherName(voucherExternalId)}
    </Go>
  )
}

function OrderOf({ invoice: { orderId, orderNumber, orderExternalId } }: Shown) {
  const { t } = useTranslation()
  if (orderExternalId === null) return null
  const named = orderName(orderNumber ?? orderExternalId)
  return (
    <Fact name={t('data.invoices.order')}>
      {orderId === null ? (
        named
      ) : (
        <Go to={`/orders/${orderId}`} className="text-link">
          {named}
        </Go>
      )}
    </Fact>
  )
}
