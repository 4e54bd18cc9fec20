// Who may ask which route, written down apart from the routes: one that is not here, or other than here, fails the test.

export type Least = 'anyone' | 'viewer' | 'support' | 'admin'

export interface Rule {
  readonly least: Least
  /** A key has no account. */
  readonly person: boolean
  /** Not for a key of one company group. */
  readonly installation: boolean
}

const every = { person: false, installation: false }
const onlyPeople = { person: true, installation: false }
const ofInstallation = { person: false, installation: true }

/** What is read of records and connections: a GET below these. */
const lists = ['orders', 'invoices', 'products', 'customers', 'accounts', 'vouchers']
const stocked = [...lists, 'shipments', 'stock']
const ofRecords = [
  ...stocked.flatMap(name => [`GET /${name}`, `GET /${name}.csv`]),
  ...lists.flatMap(name => [`GET /${name}/{id}`, `GET /${name}/{id}/changes`]),
  ...[
    'GET /orders/today',
    'GET /products/{id}/variants',
    'GET /customers/{id}/orders',
    'GET /collections',
    'GET /events',
  ],
]
const ofConnections = [
  ...['GET /connectors', 'GET /connections', 'GET /connections/{id}', 'GET /connections/{id}/activity'],
  ...['GET /connections/{id}/schedules', 'GET /connections/{id}/schedules/{entity}', 'POST /schedules/preview'],
  ...['GET /connections/{id}/status', 'GET /connections/{id}/seals', 'GET /connections/{id}/seals/{sealId}'],
  ...[
    'GET /connections/{id}/books',
    'GET /connections/{id}/books/balances',
    'GET /connections/{id}/books/balances.csv',
  ],
  ...['GET /connections/{id}/books/vouchers.csv', 'GET /connections/{id}/books/sie'],
  ...['GET /runs', 'GET /runs/{id}', 'GET /runs/{id}/live', 'GET /runs/{id}/would-delete', 'GET /brakes'],
  ...['GET /alerts', 'GET /status', 'GET /overview', 'GET /warehouses', 'GET /company-groups'],
]
const ofOwnAccount = [
  ...['DELETE /session', 'PATCH /me', 'GET /me/sessions', 'DELETE /me/sessions/{id}', 'POST /me/two-factor'],
  ...['POST /me/two-factor/confirm', 'POST /me/two-factor/backup-codes', 'POST /me/two-factor/disable'],
]
const looksDeeper = [
  ...['POST /connections/verify', 'POST /connections/{id}/verify', 'POST /connections/{id}/seals'],
  ...lists.flatMap(name => [`GET /${name}/{id}/raw`, `GET /${name}/{id}/lookups/{name}`]),
  ...['GET /rejections', 'GET /rejections/{id}', 'POST /rejections/{id}/dismiss', 'POST /rejections/retry'],
]
const changesConnections = [
  ...['POST /connections', 'PATCH /connections/{id}', 'DELETE /connections/{id}', 'PUT /connections/{id}/credential'],
  ...['POST /connections/{id}/pause', 'POST /connections/{id}/resume', 'POST /connections/{id}/runs'],
  'PUT /connections/{id}/schedules/{entity}',
  ...['activate', 'deactivate'].map(what => `POST /connections/{id}/schedules/{entity}/${what}`),
  ...['cancel', 'approve', 'discard'].map(what => `POST /runs/{id}/${what}`),
]
const changesInstallation = [
  ...['GET /users', 'POST /users', 'PATCH /users/{id}', 'DELETE /users/{id}', 'POST /users/{id}/reset-password'],
  ...['DELETE /users/{id}/sessions', 'DELETE /users/{id}/two-factor', 'GET /keys', 'POST /keys', 'DELETE /keys/{id}'],
  ...['GET /audit', 'GET /audit/proof', 'GET /alerts/channels', 'POST /alerts/test'],
  ...['warehouses', 'company-groups'].flatMap(name => [`POST /${name}`, `PATCH /${name}/{id}`, `DELETE /${name}/{id}`]),
  ...['GET /practice-stores', 'POST /practice-stores', 'PATCH /practice-stores/{id}', 'DELETE /practice-stores/{id}'],
  'POST /practice-stores/{id}/orders',
]

const ruled = (least: Least, how: Omit<Rule, 'least'>, routes: readonly string[]) =>
  routes.map(route => [route, { least, ...how }] as const)

/** By method and path after `/api/v1`. */
export const routeRules: ReadonlyMap<string, Rule> = new Map([
  ...ruled('anyone', every, ['GET /setup', 'POST /setup', 'POST /session']),
  ...ruled('viewer', every, ['GET /me', ...ofRecords, ...ofConnections]),
  ...ruled('viewer', onlyPeople, ofOwnAccount),
  ...ruled('support', every, looksDeeper),
  ...ruled('support', ofInstallation, ['GET /doctor']),
  ...ruled('admin', every, changesConnections),
  ...ruled('admin', ofInstallation, changesInstallation),
  ...ruled('admin', onlyPeople, ['POST /authorizations', 'GET /authorizations/{id}', 'DELETE /authorizations/{id}']),
])

/** What the document does not show: pages that a browser passes through, what watches the process, the document itself. */
export const hiddenRoutes: ReadonlyMap<string, Rule> = new Map([
  ...ruled('anyone', every, ['GET /api/v1/session/sso', 'GET /api/v1/session/sso/callback']),
  ...ruled('anyone', every, ['GET /healthz', 'GET /readyz', 'GET /api/openapi.json', 'GET /api/docs']),
  ...ruled('admin', onlyPeople, ['GET /api/v1/authorizations/callback']),
  ...ruled('viewer', every, ['GET /metrics']),
])
