import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ShipmentItem } from '../../api/types.ts'
import type { ListColumn } from '../../parts/columns.tsx'
import { orderName } from '../../parts/order-name.ts'
import { RecordLink } from '../../parts/record-link.tsx'
import { Moment } from '../../parts/time.tsx'
import { CreatedBetween } from './day-filter.tsx'
import { textColumn, useRecordColumns } from './record-columns.tsx'
import { RecordList } from './record-list.tsx'
import { Tracking } from './tracking.tsx'

export const shipmentColumns = (t: TFunction): ListColumn<ShipmentItem>[] => [
  {
    name: 'order',
    title: t('data.orders.number'),
    fields: ['orderNumber', 'orderExternalId'],
    fixed: true,
    show: ({ connectionId, orderExternalId, orderNumber, practice }) => (
      <RecordLink to="/orders" search={{ connectionId, externalId: orderExternalId }} practice={practice}>
        {orderName(orderNumber ?? orderExternalId)}
      </RecordLink>
    ),
  },
  {
    name: 'tracking',
    title: t('data.orders.tracking'),
    fields: ['trackingNumber', 'trackingUrl'],
    usual: true,
    show: one => <Tracking of={one} />,
  },
  textColumn('carrier', t('data.orders.carrier'), { usual: true }),
  textColumn('status', t('data.status'), { usual: true, wide: true }),
  {
    name: 'shipped',
    title: t('data.shipments.shipped'),
    fields: ['shippedAt'],
    usual: true,
    wide: true,
    show: one => (one.shippedAt ? <Moment at={one.shippedAt} timeZone={one.timeZone} /> : '–'),
  },
  textColumn('source', t('data.source'), { wide: true }),
]

export function ShipmentsPage() {
  const { t } = useTranslation()
  return (
    <RecordList
      list="shipments"
      searchBy="trackingNumber"
      columns={[...shipmentColumns(t), ...useRecordColumns('created')]}
    >
      {filtering => <CreatedBetween {...filtering} />}
    </RecordList>
  )
}
