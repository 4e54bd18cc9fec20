import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { connectionQuery, useMay } from '../../api/queries.ts'
import type { ProductDetail } from '../../api/types.ts'
import { StateBadge } from '../../parts/badges.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Awaited, Page } from '../../parts/page-states.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { FactsCard, RawPart, RecordFacts, StorePageLink } from './record-parts.tsx'

export function ProductPage() {
  const { t } = useTranslation()
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({
    queryKey: ['/products', id],
    queryFn: ({ signal }) => get<ProductDetail>(`/products/${id}`, {}, signal),
  })
  const product = query.data
  return (
    <Page
      title={product?.name ?? '…'}
      above={<Go to="/products">{t('data.products.title')}</Go>}
      actions={
        product && (
          <>
            <StateBadge state={product.deletedAt ? 'deleted' : product.status} />
            <StorePageLink record={product} />
          </>
        )
      }
    >
      <Awaited query={query}>{data => <Product product={data} />}</Awaited>
    </Page>
  )
}

function Product({ product }: { product: ProductDetail }) {
  const { t } = useTranslation()
  const support = useMay('support')
  const zone = useQuery(connectionQuery(product.connectionId)).data?.store.timeZone
  const facts = [
    [t('data.orders.sku'), product.sku],
    [t('data.products.barcode'), product.barcode],
    [t('data.products.brand'), product.brand],
    [t('data.products.type'), product.type],
    [t('data.products.collections'), product.collections.map(one => one.name).join(', ')],
  ] as const
  return (
    <div className="wide-left">
      <Stack gap="lg">
        <section>
          <Title order={2} mb="xs">
            {t('data.products.variants')}
          </Title>
          <div className="card">
            <VariantTable product={product} />
          </div>
        </section>
        {support && <RawPart path={`/products/${product.id}/raw`} />}
      </Stack>
      <Stack gap="md">
        <FactsCard facts={facts}>
          {/^https?:/.test(product.url ?? '') && (
            <Text fz="sm" mt="sm">
              <a className="text-link" href={product.url!} target="_blank" rel="noreferrer">
                {t('data.seeInShop')}
              </a>
            </Text>
          )}
        </FactsCard>
        <RecordFacts list="products" record={product} zone={zone} />
      </Stack>
    </div>
  )
}

type Variant = ProductDetail['variants'][number]

function VariantTable({ product }: { product: ProductDetail }) {
  const { t } = useTranslation()
  const { money, quantity } = useFormats()
  const price = ({ price }: Variant) =>
    price['current'] == null ? '–' : money(String(price['current']), String(price['currency']))
  const columns: Column<Variant>[] = [
    { name: 'name', title: t('data.products.name'), show: one => one.name },
    { name: 'sku', title: t('data.orders.sku'), wide: true, show: one => one.sku ?? '–' },
    { name: 'price', title: t('data.products.price'), number: true, show: price },
    {
      name: 'stock',
      title: t('data.products.stock'),
      number: true,
      show: ({ stock }) => (stock['quantity'] == null ? '–' : quantity(String(stock['quantity']))),
    },
  ]
  return (
    <DataTable
      label={t('data.products.variants')}
      columns={columns}
      rows={product.variants}
      keyOf={one => one.externalId}
    />
  )
}
