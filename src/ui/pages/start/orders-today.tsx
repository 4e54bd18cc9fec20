import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { OrdersToday } from '../../api/types.ts'
import { PracticeBadge } from '../../parts/badges.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Awaited } from '../../parts/page-states.tsx'
import { Section } from '../../parts/section.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'

type Today = OrdersToday['items'][number]

const shownAtOnce = 10

/** Those with the most orders first. */
const byOrders = (items: readonly Today[]): Today[] => [...items].sort((a, b) => b.orders - a.orders)

/** Per store and currency; every number leads to what it counts. */
export function OrdersOfToday() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [all, setAll] = useState(false)
  const today = useQuery({
    queryKey: ['/orders', 'today'],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => get<OrdersToday>('/orders/today', {}, signal),
  })
  const ordersOf = (one: Today, words: string) => (
    <Go to="/orders" search={{ connectionId: one.connectionId, createdFrom: one.since, deleted: 'false' }}>
      {words}
    </Go>
  )
  const columns: Column<Today>[] = [
    {
      name: 'connection',
      title: t('data.connection'),
      show: one => (
        <>
          <Go to={`/settings/connectors/${one.connectionId}`}>{one.connectionName}</Go>{' '}
          {one.practice && <PracticeBadge />}
        </>
      ),
    },
    { name: 'zone', title: t('connection.timeZone'), wide: true, show: one => one.timeZone },
    {
      name: 'orders',
      title: t('entities.orders'),
      number: true,
      show: one => ordersOf(one, formats.number(one.orders)),
    },
    {
      name: 'total',
      title: t('data.orders.total'),
      number: true,
      show: one => ordersOf(one, formats.money(one.total, one.currency)),
    },
  ]
  return (
    <Section title={t('start.today')}>
      <div className="card">
        <Awaited query={today} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <Text fz="sm" c="dimmed" className="card-pad">
                {t('start.noneToday')}
              </Text>
            ) : (
              <>
                <DataTable
                  label={t('start.today')}
                  columns={columns}
                  rows={byOrders(items).slice(0, all ? undefined : shownAtOnce)}
                  keyOf={one => `${one.connectionId} ${one.currency}`}
                />
                {!all && items.length > shownAtOnce && (
                  <Button variant="subtle" size="xs" m={6} onClick={() => setAll(true)}>
                    {t('start.allToday', { shown: formats.number(items.length) })}
                  </Button>
                )}
              </>
            )
          }
        </Awaited>
      </div>
    </Section>
  )
}
