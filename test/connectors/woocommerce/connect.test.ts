import { Writable } from 'node:stream'
import t, { type Test } from 'tap'
import { registry } from '../../../connectors/index.ts'
import {
  type Key,
  type RunOptions,
  startPracticeWooCommerce,
} from '../../../connectors/woocommerce/practice-store/index.ts'
import { openLog } from '../../../src/log.ts'
import { startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { startApi, type TestApi } from '../../support/api.ts'
import { makeCertificates } from '../../support/certificates.ts'
import { openTestDatabase } from '../../support/database.ts'

const { ca, good: tls } = await makeCertificates()
const named = (baseUrl: string) => baseUrl.replace('127.0.0.1', 'localhost')

async function startStore(t: Test, options: RunOptions = {}) {
  const store = await startPracticeWooCommerce({ orders: 12, products: 10, customers: 5, tls, ...options })
  t.teardown(store.close)
  return { ...store, url: named(store.baseUrl) }
}

const formOf = (apiUrl: string, { key, secret }: Key) => ({
  externalSystem: 'woocommerce',
  credential: { apiUrl, accessToken: key, secret },
})

/** Verifies, and saves with the token of the report. */
async function connect({ ask }: TestApi, form: object, more: object = {}) {
  const verified = await ask('POST', '/connections/verify', { body: form })
  const { verificationToken } = verified.body
  return { verified, saved: await ask('POST', '/connections', { body: { ...form, verificationToken, ...more } }) }
}

t.test('connecting a WooCommerce store', async t => {
  const { db } = await openTestDatabase(t)
  const lines: string[] = []
  const destination = new Writable({
    write: (chunk, _, done) => {
      lines.push(String(chunk))
      done()
    },
  })
  const network = { allowAddresses: ['127.0.0.0/8', '::1'], ca }
  const api = await startApi(t, db, { registry, network, log: openLog('trace', destination) })
  const { ask } = api
  const store = await startStore(t)
  const { readWrite, readOnly, manager } = store.keys
  const told: string[] = []

  await t.test('a store that is green can be saved, and no secret is told or kept in the open', async t => {
    const pasted = `${store.url}/wp-json/wc/v3/orders?consumer_key=${readWrite.key}&consumer_secret=${readWrite.secret}`
    const { verified, saved } = await connect(api, formOf(pasted, readWrite), { name: 'Ljusbutiken' })
    t.match(verified.body, { green: true, store: { name: 'Ljusbutiken Test', timeZone: 'Europe/Stockholm' } })
    t.match(saved, { status: 201, body: { name: 'Ljusbutiken', credential: { apiUrl: `${store.url}/` } } })
    told.push(verified.text, saved.text)
  })

  await t.test(
    'the same store is connected once, over http, with another key and under another spelling too',
    async t => {
      const front = await startPracticeServer(({ path, url }) => {
        return { status: 301, headers: { location: store.url + path + url.search } }
      })
      t.teardown(front.close)
      for (const form of [
        formOf(named(front.baseUrl), readWrite),
        formOf(store.url, manager),
        formOf(store.url.toUpperCase(), readOnly),
      ]) {
        const { verified, saved } = await connect(api, form, { name: 'Once more' })
        t.ok(verified.body.green)
        t.match(saved, { status: 409, body: { code: 'already_connected', connection: { name: 'Ljusbutiken' } } })
        told.push(verified.text, saved.text)
      }
    },
  )

  await t.test('the key of another store is refused, and so is a connection’s move to another store', async t => {
    const other = await startStore(t, { seed: 2 })
    const [{ id }] = (await ask('GET', '/connections')).body.items
    const foreign = await ask('POST', '/connections/verify', { body: formOf(store.url, other.keys.readWrite) })
    const failed = foreign.body.checks.filter((one: { result: { status: string } }) => one.result.status === 'failed')
    t.match(failed, [{ id: 'credentials.key', result: { field: 'accessToken', diagnosis: /does not know/ } }])
    const moved = await ask('PUT', `/connections/${id}/credential`, {
      body: { credential: formOf(other.url, other.keys.readWrite).credential },
    })
    t.match(moved, { status: 409, body: { code: 'not_verified' } })
    t.match(moved.body.report.at(-1), { id: 'facts.same_store', result: { field: 'apiUrl' } })
    const replaced = await ask('PUT', `/connections/${id}/credential`, {
      body: { credential: formOf(store.url, manager).credential },
    })
    t.match(replaced, { status: 200, body: { credential: { secret: `…${manager.secret.slice(-7)}` } } })
    told.push(foreign.text, moved.text, replaced.text)
  })

  await t.test(
    'a store whose zone is a bare offset, and whose name no database takes, is saved all the same',
    async t => {
      const india = await startStore(t, { timeZone: '+05:30', name: 'Te\u0000 & \ud83d kryddor' })
      const { saved } = await connect(api, formOf(india.url, india.keys.readWrite), { name: 'India' })
      t.match(saved, {
        status: 201,
        body: { store: { timeZone: '+05:30', name: /^Te.* kryddor$/ }, orderStart: /^\d{4}-/ },
      })
    },
  )

  await t.test('a read-only key can be saved, one that may read nothing cannot', async t => {
    const third = await startStore(t, { seed: 3 })
    const { verified, saved } = await connect(api, formOf(third.url, third.keys.customer), { name: 'Third' })
    t.match(verified.body, { green: false, verificationToken: null })
    t.match(saved, { status: 409, body: { code: 'token_missing' } })
    const readable = await connect(api, formOf(third.url, third.keys.readOnly), { name: 'Third' })
    t.equal(readable.saved.status, 201)
  })

  await t.test('no secret is in any answer, log line or table', async t => {
    const { rows } = await db.pool.query('SELECT to_jsonb(c) AS row FROM connections c')
    const audit = (await ask('GET', '/audit')).text
    const written = [...told, ...lines, JSON.stringify(rows), audit].join('\n')
    const secrets = [readWrite, readOnly, manager].flatMap(({ key, secret }) => [
      key,
      secret,
      Buffer.from(`${key}:${secret}`).toString('base64'),
    ])
    for (const secret of secrets) t.notOk(written.includes(secret))
    t.ok(lines.length > 0 || told.length > 0)
  })
})
