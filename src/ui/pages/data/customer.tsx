import { useTranslation } from 'react-i18next'
import type { CustomerDetail, OrderItem } from '../../api/types.ts'
import { Card, Fact } from '../../parts/card.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Empty } from '../../parts/page-states.tsx'
import { Section } from '../../parts/section.tsx'
import { PagedTable, usePaged } from '../../parts/table.tsx'
import { AddressBlock } from './address-block.tsx'
import { nameOf } from './customers.tsx'
import { orderColumns } from './order-columns.tsx'
import { RecordPage, type RecordPart } from './record-page.tsx'

export const CustomerPage = () => <RecordPage list="customers" titleOf={nameOf} Main={Orders} Aside={Facts} />

const Orders: RecordPart<CustomerDetail> = ({ record: { id } }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const orders = usePaged<OrderItem>(`/customers/${id}/orders`, {})
  return (
    <Section title={t('data.customers.orders')}>
      <PagedTable
        label={t('data.customers.orders')}
        query={orders}
        columns={orderColumns(t, formats).filter(({ name }) => name !== 'customer' && name !== 'email')}
        keyOf={one => one.id}
        empty={<Empty title={t('data.customers.noOrders')} />}
      />
    </Section>
  )
}

const Facts: RecordPart<CustomerDetail> = ({ record: { email, company, phone, billing, shipping } }) => {
  const { t } = useTranslation()
  return (
    <Card title={t('data.facts')}>
      <dl className="facts">
        <Fact name={t('data.orders.email')}>{email}</Fact>
        <Fact name={t('data.customers.company')}>{company}</Fact>
        <Fact name={t('data.customers.phone')}>{phone}</Fact>
      </dl>
      <AddressBlock title={t('data.orders.billing')} address={billing} />
      <AddressBlock title={t('data.orders.shipping')} address={shipping} />
    </Card>
  )
}
