import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { connectionQuery, useMay } from '../../api/queries.ts'
import type { ConnectionDetail } from '../../api/types.ts'
import { PracticeBadge } from '../../parts/badges.tsx'
import { Go, useGo } from '../../parts/go.tsx'
import { OnlyFor } from '../../parts/only-for.tsx'
import { Awaited, Loading, MissingPage, Page } from '../../parts/page-states.tsx'
import { RejectionTable } from '../../parts/rejection-table.tsx'
import { RunTable } from '../../parts/run-table.tsx'
import { TrustBadges } from '../../parts/trust.tsx'
import { OverviewTab } from './overview.tsx'

const ScheduleTab = lazy(() => import('./schedule.tsx'))
const DataTab = lazy(() => import('./data.tsx'))
const BooksTab = lazy(() => import('./books.tsx'))
const SettingsTab = lazy(() => import('./settings.tsx'))

const tabs = ['overview', 'schedule', 'runs', 'rejections', 'data', 'books', 'settings'] as const
type Tab = (typeof tabs)[number]

export function ConnectionPage() {
  const { t } = useTranslation()
  const { id, tab = 'overview' } = useParams({ strict: false }) as { id: string; tab?: string }
  const connection = useQuery(connectionQuery(id))
  const name = connection.data?.name ?? t('data.connection')
  const above = <Go to="/settings/connectors">{t('connectors.title')}</Go>
  if (!tabs.includes(tab as Tab)) return <MissingPage />
  const badges = connection.data && (
    <>
      {connection.data.practice && <PracticeBadge />}
      <TrustBadges connection={connection.data} />
    </>
  )
  return (
    <Page title={name} above={above} actions={badges}>
      <Awaited query={connection}>{data => <ConnectionTabs connection={data} tab={tab as Tab} />}</Awaited>
    </Page>
  )
}

function ConnectionTabs({ connection, tab }: { connection: ConnectionDetail; tab: Tab }) {
  const { t } = useTranslation()
  const go = useGo()
  const isOffered = useOffers(connection, tab)
  const there = `/settings/connectors/${connection.id}`
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: where there is little room the chosen tab is moved into it
  useEffect(() => {
    const chosen = list.current?.querySelector('[aria-selected=true]')
    chosen?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [tab])
  return (
    <Tabs
      value={tab}
      onChange={chosen => go(chosen === 'overview' ? there : `${there}/${chosen}`)}
      keepMounted={false}
      activateTabWithKeyboard={false}
    >
      <Tabs.List ref={list} mb="lg" style={{ overflowX: 'auto', flexWrap: 'nowrap' }}>
        {tabs.filter(isOffered).map(one => (
          <Tabs.Tab key={one} value={one} style={{ whiteSpace: 'nowrap' }}>
            {t(`connection.tabs.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab}>
        <Suspense fallback={<Loading />}>
          <TabContent connection={connection} tab={tab} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  )
}

/** Rejections are for support; books are where the system keeps some, or where a link led to them. */
function useOffers({ entities }: ConnectionDetail, open: Tab) {
  const support = useMay('support')
  const keepsBooks = entities.some(({ entity }) => entity === 'accounts' || entity === 'vouchers')
  return (tab: Tab) => (tab === 'rejections' ? support : tab === 'books' ? keepsBooks || open === 'books' : true)
}

function TabContent({ connection, tab }: { connection: ConnectionDetail; tab: Tab }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab connection={connection} />
    case 'schedule':
      return <ScheduleTab connection={connection} />
    case 'runs':
      return <RunTable path={`/settings/connectors/${connection.id}/runs`} connection={connection} />
    case 'rejections':
      return (
        <OnlyFor least="support">
          <RejectionTable path={`/settings/connectors/${connection.id}/rejections`} connectionId={connection.id} />
        </OnlyFor>
      )
    case 'data':
      return <DataTab connection={connection} />
    case 'books':
      return <BooksTab connection={connection} />
    case 'settings':
      return <SettingsTab connection={connection} />
  }
}
