import type { TFunction } from 'i18next'
import type { OrderItem } from '../../api/types.ts'
import { StateBadge } from '../../parts/badges.tsx'
import type { formatsOf } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import type { Column } from '../../parts/table.tsx'
import { Moment } from '../../parts/time.tsx'

/** How an order is shown in any list of them. */
export const orderColumns = (t: TFunction, formats: ReturnType<typeof formatsOf>): Column<OrderItem>[] => [
  { name: 'number', title: t('data.orders.number'), show: one => <Go to={`/orders/${one.id}`}>#{one.number}</Go> },
  { name: 'created', title: t('data.created'), show: one => one.createdAt && <Moment at={one.createdAt} /> },
  {
    name: 'status',
    title: t('data.status'),
    wide: true,
    show: one => <StateBadge state={one.deletedAt ? 'deleted' : one.status} />,
  },
  { name: 'customer', title: t('data.orders.customer'), wide: true, show: one => one.customerName ?? '–' },
  { name: 'email', title: t('data.orders.email'), wide: true, show: one => one.email ?? '–' },
  {
    name: 'total',
    title: t('data.orders.total'),
    number: true,
    show: one => formats.money(one.total, one.currency),
  },
]
