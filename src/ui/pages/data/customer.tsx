import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { connectionQuery, useMay } from '../../api/queries.ts'
import type { CustomerDetail, OrderItem } from '../../api/types.ts'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Awaited, Empty, Page } from '../../parts/page-states.tsx'
import { PagedTable, usePaged } from '../../parts/table.tsx'
import { nameOf } from './customers.tsx'
import { orderColumns } from './order-columns.tsx'
import { AddressBlock, FactsCard, RawPart, RecordFacts, StorePageLink } from './record-parts.tsx'

export function CustomerPage() {
  const { t } = useTranslation()
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({
    queryKey: ['/customers', id],
    queryFn: ({ signal }) => get<CustomerDetail>(`/customers/${id}`, {}, signal),
  })
  const title = query.data ? nameOf(query.data) : '…'
  return (
    <Page
      title={title}
      above={<Go to="/customers">{t('data.customers.title')}</Go>}
      actions={query.data && <StorePageLink record={query.data} />}
    >
      <Awaited query={query}>{data => <Customer customer={data} />}</Awaited>
    </Page>
  )
}

function Customer({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const support = useMay('support')
  const orders = usePaged<OrderItem>(`/customers/${customer.id}/orders`, {})
  const zone = useQuery(connectionQuery(customer.connectionId)).data?.store.timeZone
  const facts = [
    [t('data.orders.email'), customer.email],
    [t('data.customers.company'), customer.company],
    [t('data.customers.phone'), customer.phone],
  ] as const
  return (
    <div className="wide-left">
      <Stack gap="lg">
        <section>
          <Title order={2} mb="xs">
            {t('data.customers.orders')}
          </Title>
          <PagedTable
            label={t('data.customers.orders')}
            query={orders}
            columns={orderColumns(t, formats).filter(({ name }) => name !== 'customer' && name !== 'email')}
            keyOf={one => one.id}
            empty={<Empty title={t('data.customers.noOrders')} />}
          />
        </section>
        {support && <RawPart path={`/customers/${customer.id}/raw`} />}
      </Stack>
      <Stack gap="md">
        <FactsCard facts={facts}>
          <AddressBlock title={t('data.orders.billing')} address={customer.billing} />
          <AddressBlock title={t('data.orders.shipping')} address={customer.shipping} />
        </FactsCard>
        <RecordFacts list="customers" record={customer} zone={zone} />
      </Stack>
    </div>
  )
}
