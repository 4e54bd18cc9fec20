import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { connectionQuery, useMay } from '../../api/queries.ts'
import type { OrderDetail } from '../../api/types.ts'
import { StateBadge } from '../../parts/badges.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Awaited, Page } from '../../parts/page-states.tsx'
import { Note } from '../../parts/problems.tsx'
import { Moment } from '../../parts/time.tsx'
import { LineTable, RefundTable, ShipmentTable, TaxTable } from './order-tables.tsx'
import { AddressBlock, RawPart, RecordFacts, StorePageLink } from './record-parts.tsx'

export function OrderPage() {
  const { t } = useTranslation()
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({
    queryKey: ['/orders', id],
    queryFn: ({ signal }) => get<OrderDetail>(`/orders/${id}`, {}, signal),
  })
  const order = query.data
  return (
    <Page
      title={t('data.orders.one', { number: order?.number ?? '…' })}
      above={<Go to="/orders">{t('data.orders.title')}</Go>}
      actions={
        order && (
          <>
            <StateBadge state={order.deletedAt ? 'deleted' : order.status} />
            <StorePageLink record={order} />
          </>
        )
      }
    >
      <Awaited query={query}>{data => <Order order={data} />}</Awaited>
    </Page>
  )
}

function Order({ order }: { order: OrderDetail }) {
  const { t } = useTranslation()
  const support = useMay('support')
  const zone = useQuery(connectionQuery(order.connectionId)).data?.store.timeZone
  return (
    <div className="wide-left">
      <Stack gap="lg">
        <Part title={t('data.orders.lines')}>
          <LineTable order={order} />
        </Part>
        <Money order={order} />
        {order.taxes.length > 0 && (
          <Part title={t('data.orders.taxes')}>
            <TaxTable order={order} />
          </Part>
        )}
        {order.refunds.length > 0 && (
          <Part title={t('data.orders.refunds')}>
            <RefundTable order={order} zone={zone} />
          </Part>
        )}
        {order.shipments.length > 0 && (
          <Part title={t('data.orders.shipments')}>
            <ShipmentTable order={order} zone={zone} />
          </Part>
        )}
        {support && <RawPart path={`/orders/${order.id}/raw`} />}
      </Stack>
      <Stack gap="md">
        <Customer order={order} zone={zone} />
        <RecordFacts list="orders" record={order} zone={zone} />
      </Stack>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={2} mb="xs">
        {title}
      </Title>
      <div className="card">{children}</div>
    </section>
  )
}

/** What an accountant looks at first. */
function Money({ order }: { order: OrderDetail }) {
  const { t } = useTranslation()
  const { money } = useFormats()
  const write = (amount: string) => money(amount, order.currency)
  return (
    <section className="card card-pad">
      <Title order={2} mb="sm">
        {t('data.orders.money')}
      </Title>
      <dl className="facts">
        <dt>{t('data.orders.total')}</dt>
        <dd>
          <b>{write(order.total)}</b>
        </dd>
        <dt>{t('data.orders.tax')}</dt>
        <dd>{write(order.totalTax)}</dd>
        <dt>{t('data.orders.shippingKind')}</dt>
        <dd>{write(order.shippingTotal)}</dd>
        <dt>{t('data.orders.discount')}</dt>
        <dd>{write(order.discountTotal)}</dd>
        <dt>{t('data.orders.refunded')}</dt>
        <dd>{write(order.refundedTotal)}</dd>
      </dl>
      <div style={{ marginTop: 12 }}>
        {order.moneyWarning === null ? (
          <Note tone="good">{t('data.orders.proven')}</Note>
        ) : (
          <Note tone="warn" title={t('data.orders.unproven', { difference: write(order.moneyDifference) })}>
            {order.moneyWarning}
          </Note>
        )}
      </div>
    </section>
  )
}

function Customer({ order, zone }: { order: OrderDetail; zone: string | undefined }) {
  const { t } = useTranslation()
  return (
    <section className="card card-pad">
      <Title order={2} mb="sm">
        {t('data.orders.customer')}
      </Title>
      <Text fz="sm">{order.customerName ?? '–'}</Text>
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
        <dt>{t('data.orders.payment')}</dt>
        <dd>{order.paymentMethodTitle ?? order.paymentMethod ?? '–'}</dd>
        {order.transactionId && (
          <>
            <dt>{t('data.orders.transaction')}</dt>
            <dd>{order.transactionId}</dd>
          </>
        )}
        <dt>{t('data.orders.paid')}</dt>
        <dd>{order.paidAt ? <Moment at={order.paidAt} timeZone={zone} /> : '–'}</dd>
        {order.customerNote && (
          <>
            <dt>{t('data.orders.note')}</dt>
            <dd>{order.customerNote}</dd>
          </>
        )}
      </dl>
    </section>
  )
}
