import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ProductDetail } from '../../api/types.ts'
import { Card, Fact } from '../../parts/card.tsx'
import { useFormats } from '../../parts/formats.ts'
import { type Column, TableSection } from '../../parts/table.tsx'
import { RecordPage, type RecordPart } from './record-page.tsx'

export const ProductPage = () => <RecordPage list="products" titleOf={nameOf} Main={Variants} Aside={Facts} />

const nameOf = ({ name }: ProductDetail) => name

const Facts: RecordPart<ProductDetail> = ({ record: { sku, barcode, brand, type, collections, url, practice } }) => {
  const { t } = useTranslation()
  return (
    <Card title={t('data.facts')}>
      <dl className="facts">
        <Fact name={t('data.orders.sku')}>{sku}</Fact>
        <Fact name={t('data.products.barcode')}>{barcode}</Fact>
        <Fact name={t('data.products.brand')}>{brand}</Fact>
        <Fact name={t('data.products.type')}>
          {t(`data.products.types.${type as 'simple'}`, { defaultValue: type })}
        </Fact>
        <Fact name={t('data.products.collections')}>{collections.map(one => one.name).join(', ')}</Fact>
      </dl>
      {!practice && /^https?:/.test(url ?? '') && (
        <Text fz="sm" mt="sm">
          <a className="text-link" href={url!} target="_blank" rel="noreferrer">
            {t('data.seeInShop')}
          </a>
        </Text>
      )}
    </Card>
  )
}

type Variant = ProductDetail['variants'][number]

const Variants: RecordPart<ProductDetail> = ({ record: { variants } }) => {
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
    <TableSection label={t('data.products.variants')} columns={columns} rows={variants} keyOf={one => one.externalId} />
  )
}
