import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../api/types.ts'
import { Card, Fact } from '../../parts/card.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Moment } from '../../parts/time.tsx'
import { AddressBlock } from './address-block.tsx'
import { CustomerName } from './customer-name.tsx'
import { MoneyNote } from './money-note.tsx'
import { InvoiceTable, LineTable, RefundTable, ShipmentTable, TaxTable } from './order-tables.tsx'
import { RecordPage, type RecordPart } from './record-page.tsx'

export function OrderPage() {
  const { t } = useTranslation()
  const titleOf = ({ number }: OrderDetail) => t('data.orders.one', { number })
  return <RecordPage list="orders" titleOf={titleOf} Main={Content} Aside={Customer} />
}

const Content: RecordPart<OrderDetail> = ({ record: order }) => (
  <>
    <LineTable record={order} />
    <Money order={order} />
    {order.taxes.length > 0 && <TaxTable order={order} />}
    {order.refunds.length > 0 && <RefundTable order={order} />}
    {order.shipments.length > 0 && <ShipmentTable order={order} />}
    {order.invoices.length > 0 && <InvoiceTable order={order} />}
  </>
)

/** What an accountant looks at first. */
function Money({ order }: { order: OrderDetail }) {
  const { t } = useTranslation()
  const { money } = useFormats()
  const write = (amount: string) => money(amount, order.currency)
  return (
    <Card title={t('data.orders.money')}>
      <dl className="facts">
        <Fact name={t('data.orders.total')}>
          <b>{write(order.total)}</b>
        </Fact>
        <Fact name={t('data.orders.tax')}>{write(order.totalTax)}</Fact>
        <Fact name={t('data.orders.shippingKind')}>{write(order.shippingTotal)}</Fact>
        <Fact name={t('data.orders.discount')}>{write(order.discountTotal)}</Fact>
        <Fact name={t('data.orders.refunded')}>{write(order.refundedTotal)}</Fact>
      </dl>
      <MoneyNote record={order} proven={t('data.orders.proven')} />
    </Card>
  )
}

const Customer: RecordPart<OrderDetail> = ({ record: order }) => {
  const { t } = useTranslation()
  return (
    <Card title={t('data.orders.customer')}>
      <Text fz="sm">
        <CustomerName record={order} />
      </Text>
      {order.email && (
        <Text fz="sm">
          <Go to="/orders" search={{ email: order.email }}>
            {order.email}
          </Go>
        </Text>
      )}
      <AddressBlock title={t('data.orders.billing')} address={order.billing} />
      <AddressBlock title={t('data.orders.shipping')} address={order.shipping} />
      <dl className="facts" style={{ marginTop: 14 }}>
        <Fact name={t('data.orders.payment')}>{order.paymentMethodTitle ?? order.paymentMethod}</Fact>
        {order.transactionId && <Fact name={t('data.orders.transaction')}>{order.transactionId}</Fact>}
        <Fact name={t('data.orders.paid')}>
          {order.paidAt && <Moment at={order.paidAt} timeZone={order.timeZone} />}
        </Fact>
        {order.customerNote && <Fact name={t('data.orders.note')}>{order.customerNote}</Fact>}
      </dl>
    </Card>
  )
}
