import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import { connectionsQuery, openAlertsQuery, useMay } from '../api/queries.ts'
import type { Connection, OrderItem, Page as PageOf, Rejection } from '../api/types.ts'
import { AlertNote, alertsShown } from '../parts/alert-notes.tsx'
import { PracticeBadge, StateBadge, useEntityName } from '../parts/badges.tsx'
import { EntityChips } from '../parts/entity-chips.tsx'
import { useFormats } from '../parts/formats.ts'
import { Go, useGo } from '../parts/go.tsx'
import { Awaited, Empty, Page } from '../parts/page-states.tsx'
import { Note } from '../parts/problems.tsx'
import { StartPractice } from '../parts/start-practice.tsx'
import { DataTable } from '../parts/table.tsx'
import { orderColumns } from './data/order-columns.tsx'

export function StartPage() {
  const { t } = useTranslation()
  const connections = useQuery(connectionsQuery)
  return (
    <Page title={t('start.title')}>
      <Awaited query={connections}>
        {({ items }) => (items.length === 0 ? <Welcome /> : <Overview connections={items} />)}
      </Awaited>
    </Page>
  )
}

function Welcome() {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useMay('support')
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

function Overview({ connections }: { connections: Connection[] }) {
  const { t } = useTranslation()
  return (
    <Stack gap="xl">
      <AttentionList connections={connections} />
      <Section title={t('start.freshness')}>
        <Stack gap={0} className="card">
          {connections.map(connection => (
            <Group key={connection.id} className="card-pad row">
              <div style={{ minWidth: 170 }}>
                <Go to={`/settings/connectors/${connection.id}`}>
                  <b>{connection.name}</b>
                </Go>{' '}
                {connection.practice && <PracticeBadge />}
                <div>
                  <StateBadge state={connection.state} />
                </div>
              </div>
              <EntityChips connection={connection} />
            </Group>
          ))}
        </Stack>
      </Section>
      <LatestOrders />
    </Stack>
  )
}

function Section({ title, action, children }: { title: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{title}</Title>
        {action}
      </Group>
      {children}
    </section>
  )
}

function AttentionList({ connections }: { connections: Connection[] }) {
  const { t } = useTranslation()
  const support = useMay('support')
  const rejections = useQuery({
    queryKey: ['/rejections', 'open count'],
    enabled: support,
    queryFn: ({ signal }) => get<PageOf<Rejection>>('/rejections', { state: 'open', limit: 200 }, signal),
  })
  const alerts = useQuery(openAlertsQuery)
  const shown = alertsShown(alerts.data?.items ?? [])
  const set = rejections.data?.items.length ?? 0
  const notes = connections.flatMap(connection => <ConnectionNotes key={connection.id} connection={connection} />)
  const calm = connections.every(one => findTrouble(one) === 'none') && set === 0 && shown.length === 0
  return (
    <Section title={t('start.attention')}>
      <Stack gap="xs">
        {calm && (
          <Note tone="good" title={t('start.calm')}>
            {t('start.calmWhy', { count: connections.length })}
          </Note>
        )}
        {notes}
        {shown.map(alert => (
          <AlertNote key={alert.id} alert={alert} />
        ))}
        {set > 0 && (
          <Note
            tone="warn"
            title={
              <Go to="/rejections" search={{ state: 'open' }} className="text-link">
                {t('start.rejections', { count: set })}
              </Go>
            }
          >
            {t('start.rejectionsWhy')}
          </Note>
        )}
      </Stack>
    </Section>
  )
}

const failedEntities = ({ entities }: Connection) => entities.filter(one => one.lastRun?.state === 'failed')

function findTrouble(connection: Connection): 'attention' | 'failed' | 'unscheduled' | 'none' {
  if (connection.state === 'needs_attention') return 'attention'
  if (failedEntities(connection).length > 0) return 'failed'
  return connection.state !== 'paused' && connection.entities.every(one => !one.active) ? 'unscheduled' : 'none'
}

function ConnectionNotes({ connection }: { connection: Connection }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const to = `/settings/connectors/${connection.id}`
  const name = (
    <Go to={to} className="text-link">
      {connection.name}
    </Go>
  )
  const { attention } = connection
  switch (findTrouble(connection)) {
    case 'none':
      return null
    case 'attention':
      return (
        <Note
          tone="bad"
          title={
            <>
              {name}: {attention?.message ?? t('connection.needsApproval')}
            </>
          }
        >
          {attention?.remedy ?? (
            <Go to="/runs" search={{ connectionId: connection.id, state: 'needs_approval' }} className="text-link">
              {t('connection.seeApproval')}
            </Go>
          )}
        </Note>
      )
    case 'failed':
      return failedEntities(connection).map(one => (
        <Note
          key={one.entity}
          tone="bad"
          title={
            <>
              {name}:{' '}
              <Go to={`/runs/${one.lastRun!.id}`} className="text-link">
                {t('start.failedRun', { entity: entityName(one.entity, one.label).toLowerCase() })}
              </Go>
            </>
          }
        >
          {one.lastRun?.problem?.message}
        </Note>
      ))
    case 'unscheduled':
      return (
        <Note tone="warn" title={name}>
          {t('start.noSchedule')}{' '}
          <Go to={`${to}/schedule`} className="text-link">
            {t('start.switchOn')}
          </Go>
        </Note>
      )
  }
}

const startOfToday = (): string => {
  const now = new Date()
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString()
}

function LatestOrders() {
  const { t } = useTranslation()
  const formats = useFormats()
  const since = startOfToday()
  const today = useQuery({
    queryKey: ['/orders', 'today', since],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => get<PageOf<OrderItem>>('/orders', { createdFrom: since, limit: 200 }, signal),
  })
  const latest = useQuery({
    queryKey: ['/orders', 'latest'],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => get<PageOf<OrderItem>>('/orders', { limit: 8 }, signal),
  })
  const count = today.data?.items.length
  const counted = count !== undefined && (
    <Text fz="sm">
      {t('start.today')}:{' '}
      <Go to="/orders" search={{ createdFrom: since }} className="text-link">
        {t(today.data?.next ? 'start.ordersTodayMore' : 'start.ordersToday', { count })}
      </Go>
    </Text>
  )
  return (
    <Section
      title={t('start.latest')}
      action={
        <Group>
          {counted}
          <Go to="/orders">{t('start.allOrders')}</Go>
        </Group>
      }
    >
      <div className="card">
        <Awaited query={latest}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('data.orders.none')} />
            ) : (
              <DataTable
                label={t('start.latest')}
                columns={orderColumns(t, formats)}
                rows={items}
                keyOf={row => row.id}
              />
            )
          }
        </Awaited>
      </div>
    </Section>
  )
}
