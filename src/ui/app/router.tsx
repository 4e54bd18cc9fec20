import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { onSignedOut } from '../api/client.ts'
import { meQuery, queryClient, type SignedIn, setupQuery } from '../api/queries.ts'
import type { Role } from '../api/types.ts'
import { isHalfFilled } from '../parts/leaving.tsx'
import { OnlyFor } from '../parts/only-for.tsx'
import { CrashPage, MissingPage, PageLoading } from '../parts/page-states.tsx'
import { chooseLanguage } from '../texts/index.ts'
import { Shell } from './shell.tsx'

/** What the address bar holds after the question mark; always text. */
export type Search = Record<string, string | undefined>

const profile = '/settings/profile'

const root = createRootRoute({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  beforeLoad: async () => {
    if ((await askSetup()).needed) throw redirect({ to: '/set-up' })
  },
  component: lazyRouteComponent(() => import('../pages/sign-in.tsx'), 'SignInPage'),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('../pages/set-up.tsx'), 'SetUpPage'),
})

const askSetup = () => queryClient.fetchQuery(setupQuery).catch(() => ({ needed: false, sso: null }))

/** Without having been asked to. */
let sessionEnded = false

/** Everything but signing in: whoever is not signed in is sent there, and back afterwards. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const me = await queryClient.ensureQueryData(meQuery)
    if (me?.mustChangePassword && location.pathname !== profile) throw redirect({ to: profile })
    if (me !== null) {
      sessionEnded = false
      return chooseLanguage(me.language)
    }
    const { needed } = await askSetup()
    const search = { next: location.href, ...(sessionEnded && { ended: 'yes' }) }
    throw redirect(needed ? { to: '/set-up' } : { to: '/sign-in', search })
  },
  component: Shell,
})

type PageModule = Parameters<typeof lazyRouteComponent>[0]

/** Whoever has a lesser role is told so in place of the page. */
const page = <Path extends string>(path: Path, load: PageModule, name: string, least: Role = 'viewer') => {
  const Content = lazyRouteComponent(load, name)
  const guarded = () => (
    <OnlyFor least={least}>
      <Content />
    </OnlyFor>
  )
  return createRoute({ getParentRoute: () => inside, path, component: least === 'viewer' ? Content : guarded })
}

const pages = [
  page('/', () => import('../pages/start/index.tsx'), 'StartPage'),
  page('/settings/connectors', () => import('../pages/connectors/list.tsx'), 'ConnectorsPage'),
  page('/settings/connectors/new', () => import('../pages/connectors/new.tsx'), 'NewConnectionPage', 'support'),
  // One page, whichever tab: the tab that is pressed stays where it is, and keeps the focus.
  page('/settings/connectors/$id/{-$tab}', () => import('../pages/connection/index.tsx'), 'ConnectionPage'),
  page(
    '/settings/connectors/$id/first-imports',
    () => import('../pages/connectors/first-imports.tsx'),
    'FirstImportsPage',
    'admin',
  ),
  page('/orders', () => import('../pages/data/orders.tsx'), 'OrdersPage'),
  page('/orders/$id', () => import('../pages/data/order.tsx'), 'OrderPage'),
  page('/invoices', () => import('../pages/data/invoices.tsx'), 'InvoicesPage'),
  page('/invoices/$id', () => import('../pages/data/invoice.tsx'), 'InvoicePage'),
  page('/products', () => import('../pages/data/products.tsx'), 'ProductsPage'),
  page('/products/$id', () => import('../pages/data/product.tsx'), 'ProductPage'),
  page('/customers', () => import('../pages/data/customers.tsx'), 'CustomersPage'),
  page('/customers/$id', () => import('../pages/data/customer.tsx'), 'CustomerPage'),
  page('/shipments', () => import('../pages/data/shipments.tsx'), 'ShipmentsPage'),
  page('/stock', () => import('../pages/data/stock.tsx'), 'StockPage'),
  page('/accounts', () => import('../pages/data/accounts.tsx'), 'AccountsPage'),
  page('/vouchers', () => import('../pages/data/vouchers.tsx'), 'VouchersPage'),
  page('/vouchers/$id', () => import('../pages/data/voucher.tsx'), 'VoucherPage'),
  page('/runs', () => import('../pages/runs.tsx'), 'RunsPage'),
  page('/runs/$id', () => import('../pages/run.tsx'), 'RunPage'),
  page('/rejections', () => import('../pages/rejections.tsx'), 'RejectionsPage', 'support'),
  page('/settings/users', () => import('../pages/settings/users/index.tsx'), 'UsersPage', 'admin'),
  page('/settings/keys', () => import('../pages/settings/keys.tsx'), 'KeysPage', 'admin'),
  page('/settings/alerts', () => import('../pages/settings/alerts.tsx'), 'AlertsPage'),
  page('/settings/audit', () => import('../pages/settings/audit.tsx'), 'AuditPage', 'admin'),
  page(profile, () => import('../pages/settings/profile.tsx'), 'ProfilePage'),
  page('/settings/profile/two-factor', () => import('../pages/settings/two-factor.tsx'), 'TwoFactorPage'),
  createRoute({ getParentRoute: () => inside, path: '$', component: MissingPage }),
]

export const router = createRouter({
  routeTree: root.addChildren([signIn, setUp, inside.addChildren(pages)]),
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: MissingPage,
  scrollRestoration: true,
  parseSearch: text => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: search => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
    return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
  },
})

/** A session may end at any time, whatever was asked. What is half filled in stays where it is, and the page says so. */
onSignedOut(() => {
  const me = queryClient.getQueryData(meQuery.queryKey)
  if (!me) return
  const kept: SignedIn = { ...me, ended: true }
  if (isHalfFilled()) return void queryClient.setQueryData(meQuery.queryKey, kept)
  sessionEnded = true
  queryClient.setQueryData(meQuery.queryKey, null)
  void router.invalidate()
})
