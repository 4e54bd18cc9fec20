// What each route that changes something must leave in the audit log, and one request to it that succeeds. They are asked
// in this order; a route may be asked twice, where it can change two things.
import { showCode } from './authenticator.ts'
import { admin } from './browser.ts'
import type { Stage } from './route-stage.ts'
import { insertRows } from './rows.ts'

export interface Step {
  /** Method and path after `/api/v1`. */
  readonly route: string
  /** The action of the entry; null: it changes nothing that anybody would look for. */
  readonly leaves: string | null
  /** What `{id}` stands for: the name under which an answer was kept. */
  readonly id?: string
  /** The name under which the id in the answer is kept. */
  readonly keeps?: string
  readonly before?: (stage: Stage) => Promise<unknown>
  readonly body?: object | ((stage: Stage) => object | Promise<object>)
  /**
   * What it does is not done in the transaction of its entry: it is the sign-in library that does it, it is sent to somebody,
   * or it cannot be asked twice.
   */
  readonly beside?: true
  /** In another browser, where nobody is signed in. */
  readonly elsewhere?: true
  /** Where the path is not that of the route. */
  readonly path?: (stage: Stage) => Promise<string>
}

const step = (route: string, leaves: Step['leaves'], more: Omit<Step, 'route' | 'leaves'> = {}): Step => ({
  ...{ route, leaves },
  ...more,
})

const password = 'another morning in June'
const { email } = admin
const beside = true

const ofOwnAccount = [
  step('POST /setup', 'user.created', { body: ({ api }) => ({ key: api.tokens.admin, ...admin }) }),
  step('PATCH /me', 'user.changed', { body: { name: 'Anna A' } }),
  step('PATCH /me', 'user.changed', { body: { language: 'sv' } }),
  step('PATCH /me', 'user.password_changed', { beside, body: { oldPassword: admin.password, newPassword: password } }),
  // Begun, it does not count yet.
  step('POST /me/two-factor', null, { body: { password } }),
  step('POST /me/two-factor/confirm', 'user.two_factor_added', {
    beside,
    body: async ({ last }) => ({ code: await showCode(last.body.secret) }),
  }),
  step('POST /me/two-factor/backup-codes', 'user.backup_codes_made', { beside, body: { password } }),
  step('POST /me/two-factor/disable', 'user.two_factor_removed', { beside, body: { password } }),
  step('POST /session', 'session.started', { beside, elsewhere: true, body: { email, password } }),
  step('DELETE /me/sessions/{id}', 'session.ended', {
    id: 'session',
    before: async ({ browser, kept }) => {
      const { items } = (await browser.ask('GET', '/me/sessions')).body
      kept.set('session', items.find((one: { current: boolean }) => !one.current).id)
    },
  }),
]

const ofPeople = [
  step('POST /users', 'user.created', {
    body: { name: 'Vera', email: 'vera@example.com', role: 'viewer' },
    keeps: 'user',
  }),
  step('PATCH /users/{id}', 'user.changed', { id: 'user', body: { role: 'support' } }),
  step('POST /users/{id}/reset-password', 'user.password_reset', { id: 'user' }),
  step('DELETE /users/{id}/two-factor', 'user.two_factor_removed', { id: 'user' }),
  step('DELETE /users/{id}/sessions', 'user.sessions_ended', { id: 'user' }),
  step('DELETE /users/{id}', 'user.deleted', { id: 'user' }),
  step('POST /keys', 'key.created', { body: { name: 'till', role: 'viewer' }, keeps: 'key' }),
  step('DELETE /keys/{id}', 'key.revoked', { id: 'key' }),
]

const ofPlaces = (path: string, what: string) => [
  step(`POST /${path}`, `${what}.created`, { body: { name: 'Nord' }, keeps: what }),
  step(`PATCH /${path}/{id}`, `${what}.renamed`, { id: what, body: { name: 'Syd' } }),
  step(`DELETE /${path}/{id}`, `${what}.deleted`, { id: what }),
]

const formOf = ({ shop }: Stage) => {
  const { key: accessToken, secret } = shop.keys.readOnly
  return { externalSystem: 'woocommerce', credential: { apiUrl: shop.baseUrl, accessToken, secret } }
}

const ofConnections = [
  step('POST /connections/verify', null, { body: formOf }),
  step('POST /connections', 'connection.created', {
    body: stage => {
      const { verificationToken } = stage.last.body
      return { ...formOf(stage), name: 'Butiken', orderStart: '2010-01-01', verificationToken }
    },
    keeps: 'connection',
  }),
  step('PATCH /connections/{id}', 'connection.changed', { id: 'connection', body: { name: 'Boden' } }),
  step('POST /connections/verify', null, {
    body: stage => ({ ...formOf(stage), connectionId: stage.kept.get('connection') }),
  }),
  step('PUT /connections/{id}/credential', 'credential.replaced', {
    id: 'connection',
    body: stage => ({
      credential: formOf(stage).credential,
      verificationToken: stage.last.body.verificationToken,
    }),
  }),
  step('POST /connections/{id}/verify', 'connection.verified', { id: 'connection' }),
  step('POST /connections/{id}/pause', 'connection.paused', { id: 'connection' }),
  step('POST /connections/{id}/resume', 'connection.resumed', { id: 'connection' }),
  step('POST /schedules/preview', null, { body: { cron: '7 * * * *' } }),
  step('PUT /connections/{id}/schedules/{entity}', 'schedule.changed', {
    id: 'connection',
    body: { cron: '7 * * * *' },
  }),
  step('POST /connections/{id}/schedules/{entity}/activate', 'schedule.activated', { id: 'connection' }),
  step('POST /connections/{id}/schedules/{entity}/deactivate', 'schedule.deactivated', { id: 'connection' }),
  step('POST /connections/{id}/seals', 'seal.made', { id: 'connection', body: { day: '2012-01-01' } }),
]

const held = { kind: 'approval', message: '30 of 40 are gone.', remedy: 'Look.', count: 30, all: 40, sample: [] }
const holdRun = ({ db, kept }: Stage) =>
  db.pool.query(`UPDATE runs SET state = 'needs_approval', problem = $2 WHERE id = $1`, [kept.get('run'), held])

const setAside =
  (externalId: string) =>
  async ({ db, kept }: Stage) => {
    const one = { connection_id: kept.get('connection'), entity: 'orders', key: externalId, external_id: externalId }
    await insertRows(db, 'rejections', [{ ...one, reason: 'total: is not a decimal number', raw: '{}' }])
    const { rows } = await db.pool.query('SELECT id FROM rejections WHERE key = $1', [externalId])
    kept.set('rejection', rows[0].id)
  }

const ofRuns = [
  step('POST /connections/{id}/runs', 'run.started', { id: 'connection', body: { entity: 'orders' }, keeps: 'run' }),
  step('POST /runs/{id}/cancel', 'run.cancelled', { id: 'run' }),
  step('POST /runs/{id}/approve', 'run.approved', { id: 'run', before: holdRun }),
  step('POST /runs/{id}/discard', 'run.discarded', { id: 'run', before: holdRun }),
  step('POST /rejections/{id}/dismiss', 'rejection.dismissed', { id: 'rejection', before: setAside('900001') }),
  step('POST /rejections/retry', 'rejection.retried', {
    before: setAside('900002'),
    body: ({ kept }) => ({ ids: [kept.get('rejection')] }),
  }),
  step('DELETE /connections/{id}', 'connection.deleted', { id: 'connection', body: { name: 'Boden' } }),
  step('POST /alerts/test', 'alerts.tested', { beside }),
]

const ofPracticeStores = [
  step('POST /practice-stores', 'connection.created', { body: { externalSystem: 'woocommerce' }, keeps: 'practice' }),
  step('PATCH /practice-stores/{id}', 'practice.faults_set', { id: 'practice', body: { faults: ['slow'] } }),
  step('POST /practice-stores/{id}/orders', 'practice.sold', { id: 'practice' }),
  step('DELETE /practice-stores/{id}', 'connection.deleted', { id: 'practice' }),
]

const consentForm = ({ consentShop }: Stage) => ({
  externalSystem: 'consentia',
  credential: consentShop.credential(),
})

/** A question that ends by itself after ten minutes: what comes of it counts. */
const ofConsent = [
  step('POST /authorizations', null, { body: consentForm, keeps: 'authorization' }),
  step('DELETE /authorizations/{id}', null, { id: 'authorization' }),
  step('POST /authorizations', null, { body: consentForm }),
  step('GET /authorizations/callback', 'authorization.granted', {
    beside,
    path: async ({ last }) => {
      const page = await fetch(last.body.url, { redirect: 'manual' })
      return new URL(page.headers.get('location')!).href.replace(/^.*\/api\/v1/, '')
    },
  }),
]

export const routeChanges: readonly Step[] = [
  ...ofOwnAccount,
  ...ofPeople,
  ...ofPlaces('warehouses', 'warehouse'),
  ...ofPlaces('company-groups', 'company group'),
  ...ofConnections,
  ...ofRuns,
  ...ofPracticeStores,
  ...ofConsent,
  step('DELETE /session', 'session.ended'),
]
