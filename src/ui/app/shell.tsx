import { AppShell, Burger, Group, ScrollArea, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconBell,
  IconFileInvoice,
  IconHome,
  IconKey,
  IconListDetails,
  IconListNumbers,
  IconNotebook,
  IconPackage,
  IconPlayerPlay,
  IconPlugConnected,
  IconReceipt,
  IconSearch,
  IconTrashX,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery, useMay } from '../api/queries.ts'
import type { EntityName } from '../api/types.ts'
import { useEntityName } from '../parts/badges.tsx'
import { entities, useEntities } from '../parts/entities.ts'
import { Go } from '../parts/go.tsx'
import { Note } from '../parts/problems.tsx'
import { AccountMenu } from './account-menu.tsx'

const SearchBox = lazy(() => import('./search-box.tsx'))

const icons = { size: 17, stroke: 1.7, 'aria-hidden': true } as const

export function Shell() {
  const { t } = useTranslation()
  const [opened, { toggle, close }] = useDisclosure()
  const [searching, search] = useDisclosure()
  const path = useRouterState({ select: state => state.location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu of a small screen closes when one has gone somewhere
  useEffect(close, [path])
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      search.open()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [search.open])
  return (
    <AppShell
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={0}
      withBorder
      transitionDuration={0}
    >
      <a className="skip" href="#title">
        {t('nav.skip')}
      </a>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="md" justify="space-between">
          <Mark />
          <Burger size="sm" opened={opened} onClick={toggle} aria-label={t('nav.open')} aria-expanded={opened} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar
        className={opened ? 'opened-menu' : 'closed-menu'}
        p="sm"
        aria-label={t('nav.label')}
        bg="var(--koppla-soft)"
      >
        <Group visibleFrom="sm" px={6} pt={4} pb="sm">
          <Mark />
        </Group>
        <SearchButton onClick={search.open} />
        <AppShell.Section grow component={ScrollArea} mt="xs" type="auto">
          <MainLinks />
        </AppShell.Section>
        <AccountMenu />
      </AppShell.Navbar>
      <AppShell.Main className="main">
        <SessionNote />
        <Outlet />
      </AppShell.Main>
      <Suspense>{searching && <SearchBox onClose={search.close} />}</Suspense>
    </AppShell>
  )
}

/** Shown where a form keeps what was typed; it goes when somebody has signed in again. */
function SessionNote() {
  const { t } = useTranslation()
  const me = useQuery({ ...meQuery, refetchInterval: ({ state }) => (state.data?.ended ? 3_000 : false) }).data
  if (!me?.ended) return null
  const signIn = (
    <a className="text-link" href="/sign-in" target="_blank" rel="noreferrer">
      {t('signIn.elsewhere')}
    </a>
  )
  return (
    <div className="session-note">
      <Note tone="warn" role="alert" title={t('signIn.ended')} action={signIn}>
        {t('signIn.endedKept')}
      </Note>
    </div>
  )
}

const Mark = () => (
  <Group gap={9}>
    <img src="/mark.svg" alt="" width={24} height={24} />
    <Text fw={650} fz="lg">
      Koppla
    </Text>
  </Group>
)

function SearchButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation()
  return (
    <UnstyledButton
      onClick={onClick}
      className="card"
      px={10}
      py={6}
      fz="sm"
      c="dimmed"
      style={{ display: 'flex', gap: 8, alignItems: 'center' }}
    >
      <IconSearch {...icons} />
      <span style={{ flex: 1 }}>{t('search.open')}</span>
      <kbd style={{ fontFamily: 'inherit', fontSize: '0.6875rem' }}>Ctrl K</kbd>
    </UnstyledButton>
  )
}

function MainLinks() {
  const { t } = useTranslation()
  const admin = useMay('admin')
  const support = useMay('support')
  return (
    <>
      <NavLink to="/" icon={<IconHome {...icons} />} label={t('nav.start')} exact />
      <RecordLinks />
      <NavLink to="/runs" icon={<IconPlayerPlay {...icons} />} label={t('nav.runs')} />
      {support && <NavLink to="/rejections" icon={<IconTrashX {...icons} />} label={t('nav.rejections')} />}
      <p className="nav-heading">{t('nav.settings')}</p>
      <NavLink to="/settings/connectors" icon={<IconPlugConnected {...icons} />} label={t('nav.connectors')} />
      <NavLink to="/settings/alerts" icon={<IconBell {...icons} />} label={t('alerts.title')} />
      {admin && <NavLink to="/settings/users" icon={<IconUsers {...icons} />} label={t('nav.users')} />}
      {admin && <NavLink to="/settings/keys" icon={<IconKey {...icons} />} label={t('nav.keys')} />}
      {admin && <NavLink to="/settings/audit" icon={<IconListDetails {...icons} />} label={t('nav.audit')} />}
      <NavLink to="/settings/profile" icon={<IconUserCircle {...icons} />} label={t('nav.profile')} />
    </>
  )
}

/** Of these every installation has a list; of the others, those that a connected system fills. */
const usual: readonly EntityName[] = ['orders', 'products', 'customers']
const recordIcons: Partial<Record<EntityName, typeof IconReceipt>> = {
  orders: IconReceipt,
  invoices: IconFileInvoice,
  products: IconPackage,
  customers: IconUsersGroup,
  accounts: IconListNumbers,
  vouchers: IconNotebook,
}

function RecordLinks() {
  const entityName = useEntityName()
  const here = useEntities()
  return entities
    .filter(name => usual.includes(name) || here?.includes(name))
    .map(name => {
      const Icon = recordIcons[name]
      return Icon && <NavLink key={name} to={`/${name}`} icon={<Icon {...icons} />} label={entityName(name)} />
    })
}

function NavLink({ to, icon, label, exact = false }: { to: string; icon: ReactNode; label: string; exact?: boolean }) {
  return (
    <Go to={to} className="nav-link" activeOptions={{ exact }}>
      {icon}
      {label}
    </Go>
  )
}
