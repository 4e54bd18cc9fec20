import { randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import { demoStores, registry } from '../../connectors/index.ts'
import { startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import { createVault } from '../../src/connections/secrets.ts'
import type { Database } from '../../src/db.ts'
import { openPracticeStores } from '../../src/practice/stores.ts'
import { startApi, type TestApi } from './api.ts'
import { addPerson, admin, type Browser, openBrowser, setUp } from './browser.ts'
import { fillConnection } from './fill.ts'
import { insertRows } from './rows.ts'

export interface OneOfEach {
  readonly api: TestApi
  /** An admin, signed in. */
  readonly person: Browser
  /** What the places of a path are to be filled with, in their order. */
  readonly placesOf: (path: string) => readonly string[]
  /** What a body must hold to be right, by the name of the member. */
  readonly givenTo: (route: string) => Promise<Readonly<Record<string, unknown>>>
}

/** An installation with one of each thing that a path can name, and a connection with a record of each kind whose store answers. */
export async function makeOneOfEach(t: Test, db: Database): Promise<OneOfEach> {
  const practice = openPracticeStores(demoStores, 'all')
  t.teardown(practice.close)
  const vault = createVault({ id: 'test', bytes: randomBytes(32) })
  const api = await startApi(t, db, { registry, practice, vault })
  const person = await setUp(api)
  const make = async (path: string, body: object): Promise<string> => (await api.ask('POST', path, { body })).body.id
  const group = await make('/company-groups', { name: 'Nord' })
  const filled = await fillConnection(db, 'filled', group)
  const credential = await giveStore(t, { api, db, vault }, filled.ids)
  const authorization = { externalSystem: 'fortnox', credential: { accessToken: 'app', secret: 'secret' } }
  const ids: Readonly<Record<string, string>> = {
    ...filled.ids,
    users: await idOfSomebody(api),
    me: await makeSession(api, person),
    keys: await make('/keys', { name: 'spare', role: 'viewer' }),
    warehouses: await make('/warehouses', { name: 'Lager' }),
    'company-groups': await make('/company-groups', { name: 'Syd' }),
    'practice-stores': (await api.ask('POST', '/practice-stores', { body: { externalSystem: 'woocommerce' } })).body
      .connectionId,
    authorizations: (await person.ask('POST', '/authorizations', { body: authorization })).body.id,
  }
  const places: Readonly<Record<string, string>> = { entity: 'orders', name: 'notes', sealId: ids['seals']! }
  return {
    api,
    person,
    placesOf: path =>
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => places[name] ?? ids[path.split('/')[3]!]!),
    async givenTo(route) {
      const id = ids['connections']!
      const { name = 'filled' } = (await api.ask('GET', `/connections/${id}`)).body
      const replaced = /credential/.test(route) ? { connectionId: id } : {}
      const form = { externalSystem: 'woocommerce', credential }
      const verifying = /credential$|POST .*\/connections$/.test(route)
      const { verificationToken } = verifying
        ? (await api.ask('POST', '/connections/verify', { body: { ...form, ...replaced } })).body
        : {}
      return {
        ...{ name, entity: 'orders', role: 'viewer', cron: '0 * * * *', timeZone: 'UTC', ids: [ids['rejections']] },
        ...{ key: api.tokens.admin, email: admin.email, password: admin.password },
        ...{ companyGroupId: group, warehouseId: ids['warehouses'], ...form, verificationToken },
        ...(/authorizations/.test(route) && authorization),
      }
    },
  }
}

interface Giving {
  readonly api: TestApi
  readonly db: Database
  readonly vault: ReturnType<typeof createVault>
}

/** Has the connection be one to a store that answers, which knows its order. Returns the credential. */
async function giveStore(t: Test, { api, db, vault }: Giving, ids: Readonly<Record<string, string>>) {
  const { baseUrl, keys, store, close } = await startPracticeWooCommerce({ orders: 3, products: 2 })
  t.teardown(close)
  const credential = { apiUrl: baseUrl, accessToken: keys.readOnly.key, secret: keys.readOnly.secret }
  const form = { externalSystem: 'woocommerce', credential }
  const { verificationToken } = (await api.ask('POST', '/connections/verify', { body: form })).body
  const saved = await api.ask('POST', '/connections', { body: { ...form, name: 'saved', verificationToken } })
  const { sealed, keyId } = vault.seal(JSON.stringify(credential), ids['connections']!)
  await db.pool.query(
    `WITH gone AS (DELETE FROM connections WHERE id = $2 RETURNING *)
     UPDATE connections c SET system = g.system, identity = g.identity, facts = g.facts, report = g.report,
       credential_shown = g.credential_shown, credential_sealed = $3, credential_key_id = $4 FROM gone g WHERE c.id = $1`,
    [ids['connections'], saved.body.id, sealed, keyId],
  )
  const orderId = String(store.state.orders[0]!.id)
  await db.pool.query('UPDATE orders SET external_id = $1', [orderId])
  for (const entity of ['orders', 'invoices', 'products', 'customers', 'accounts', 'vouchers']) {
    const external_id = entity === 'orders' ? orderId : 'filled-1'
    await insertRows(db, 'raw_payloads', [{ connection_id: ids['connections'], entity, external_id, body: '{}' }])
  }
  return credential
}

async function idOfSomebody(api: TestApi): Promise<string> {
  const { ask } = await addPerson(api, 'support')
  return (await ask('GET', '/me')).body.id
}

/** Another one of the same person. */
async function makeSession(api: TestApi, person: Browser): Promise<string> {
  const { email, password } = admin
  await openBrowser(api).ask('POST', '/session', { body: { email, password } })
  const { items } = (await person.ask('GET', '/me/sessions')).body
  return items.find((one: { current: boolean }) => !one.current).id
}
