import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { overviewQuery, useMay } from '../../api/queries.ts'
import type { OrderItem, Overview, Page as PageOf } from '../../api/types.ts'
import { PracticeBadge } from '../../parts/badges.tsx'
import { EntityChips } from '../../parts/entity-chips.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go, useGo } from '../../parts/go.tsx'
import { Awaited, Empty, Page } from '../../parts/page-states.tsx'
import { Section } from '../../parts/section.tsx'
import { StartPractice } from '../../parts/start-practice.tsx'
import { DataTable } from '../../parts/table.tsx'
import { ZonesNote } from '../../parts/time.tsx'
import { TrustBadges, TrustWords } from '../../parts/trust.tsx'
import { orderColumns } from '../data/order-columns.tsx'
import { AttentionList, More } from './attention.tsx'
import { OrdersOfToday } from './orders-today.tsx'

export function StartPage() {
  const { t } = useTranslation()
  const overview = useQuery(overviewQuery)
  return (
    <Page title={t('start.title')}>
      <Awaited query={overview}>
        {data => (data.connections.count === 0 ? <Welcome /> : <Overall overview={data} />)}
      </Awaited>
    </Page>
  )
}

function Welcome() {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useMay('admin')
  const create = <Button onClick={() => go('/settings/connectors/new')}>{t('connectors.create')}</Button>
  return (
    <div className="card">
      <Empty title={t('start.welcome')} action={admin && create}>
        {t('start.welcomeWhy')}
      </Empty>
      <Stack align="center" pb={40} ta="center">
        <StartPractice />
      </Stack>
    </div>
  )
}

function Overall({ overview }: { overview: Overview }) {
  const { t } = useTranslation()
  const { count, items } = overview.connections
  return (
    <Stack gap="xl">
      <AttentionList overview={overview} />
      <Section title={t('start.freshness')} action={<Go to="/settings/connectors">{t('start.allConnections')}</Go>}>
        <Stack gap={0} className="card">
          {items.map(connection => (
            <Group key={connection.id} className="card-pad row">
              <div style={{ width: 230 }}>
                <Go to={`/settings/connectors/${connection.id}`}>
                  <b>{connection.name}</b>
                </Go>{' '}
                {connection.practice && <PracticeBadge />}
                <Group gap={4} mt={2}>
                  <TrustBadges connection={connection} />
                </Group>
                <TrustWords connection={connection} />
              </div>
              <EntityChips connection={connection} />
            </Group>
          ))}
        </Stack>
        <More count={count - items.length} text="start.moreConnections" to="/settings/connectors" />
      </Section>
      <OrdersOfToday />
      <LatestOrders />
    </Stack>
  )
}

function LatestOrders() {
  const { t } = useTranslation()
  const formats = useFormats()
  const latest = useQuery({
    queryKey: ['/orders', 'latest'],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => get<PageOf<OrderItem>>('/orders', { limit: 8 }, signal),
  })
  return (
    <Section title={t('start.latest')} action={<Go to="/orders">{t('start.allOrders')}</Go>}>
      <Stack gap="xs">
        <Awaited query={latest}>
          {({ items }) => (
            <>
              <div className="card">
                {items.length === 0 ? (
                  <Empty
                    title={t('data.orders.none')}
                    action={<Go to="/runs">{t('connection.putRight.order_start')}</Go>}
                  >
                    {t('data.orders.noneWhy')}
                  </Empty>
                ) : (
                  <DataTable
                    label={t('start.latest')}
                    columns={orderColumns(t, formats)}
                    rows={items}
                    keyOf={row => row.id}
                  />
                )}
              </div>
              <ZonesNote of={items} />
            </>
          )}
        </Awaited>
      </Stack>
    </Section>
  )
}
