import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { z } from 'zod'
import type { Client } from '../../../connectors/shopify/client.ts'
import { shopify } from '../../../connectors/shopify/index.ts'
import { startPracticeShopify } from '../../../connectors/shopify/practice-store/index.ts'
import scenario from '../../../connectors/shopify/practice-store/scenario.ts'
import { openConnection } from '../../../src/connections/open.ts'
import { createVault } from '../../../src/connections/secrets.ts'
import { silentLog } from '../../../src/log.ts'
import { insertConnection } from '../../support/connections.ts'
import { openTestDatabase, testOnDatabases, testServerUrl } from '../../support/database.ts'
import { credentialOf } from './open-shop.ts'

const isGrant = ({ path }: { path: string }) => path.endsWith('/access_token')
const key = randomBytes(32)
const leaseMs = 1_500

async function startShop(t: Test) {
  const { server, store, baseUrl, apps, close } = await startPracticeShopify({ orders: 2 })
  t.teardown(close)
  const credential = credentialOf(baseUrl, apps.full)
  return { server, store, baseUrl, credential, granted: () => server.asked.filter(isGrant).length }
}

await testOnDatabases(t, 'a connection that is opened often', async (t, db) => {
  const { baseUrl, credential, granted, store } = await startShop(t)
  const vault = createVault({ id: 'a', bytes: key })
  const id = await insertConnection(db)
  const { keyId, sealed } = vault.seal(JSON.stringify(credential), id)
  await db.pool.query(
    `UPDATE connections SET system = 'shopify', facts = $2, credential_key_id = $3, credential_sealed = $4 WHERE id = $1`,
    [id, JSON.stringify(scenario.facts(baseUrl)), keyId, sealed],
  )
  const registry = new Map([['shopify', shopify]])
  const network = { allowAddresses: ['127.0.0.0/8'], ca: undefined }
  const ask = async () => {
    const { signal } = new AbortController()
    const { client, close } = await openConnection({ db, vault, registry, network, log: silentLog }, id, signal)
    await (client as Client).ask('{ shop { name } }', {}, z.unknown())
    await close?.()
  }
  await Promise.all([ask(), ask(), ask()])
  await ask()
  t.equal(granted(), 1, 'takes one token')
  for (const [token, one] of store.state.tokens) store.state.tokens.set(token, { ...one, until: 0 })
  await Promise.all([ask(), ask(), ask()])
  t.equal(granted(), 2, 'and one more where the shop takes it back')
})

if (testServerUrl) {
  t.test('processes that need a token at the same moment ask for one', async t => {
    const { granted, store, start } = await setScene(t)
    const askers = [await start(), await start()]
    t.strictSame(await Promise.all(askers.map(asker => asker.ask())), ['answered', 'answered'])
    t.equal(granted(), 1)
    for (const [token, one] of store.state.tokens) store.state.tokens.set(token, { ...one, until: 0 })
    t.strictSame(await Promise.all(askers.map(asker => asker.ask())), ['answered', 'answered'])
    t.equal(granted(), 2, 'and where the shop takes it back, one more')
    const late = await start()
    t.equal(await late.ask(), 'answered')
    t.equal(granted(), 2, 'and who comes later uses it too')
  })

  t.test('one that dies while it asks keeps the others waiting no longer than its lease', async t => {
    const { granted, server, start, db } = await setScene(t)
    const [doomed, heir] = [await start(), await start()]
    server.failWith({ when: isGrant, fault: { delayMs: 60_000 } })
    void doomed.ask().catch(() => {})
    while (granted() === 0) await sleep(10)
    doomed.child.kill('SIGKILL')
    await once(doomed.child, 'exit')
    const { rows } = await db.pool.query('SELECT holder, held_until FROM shared_secrets')
    t.ok(rows[0].holder)
    t.equal(await heir.ask(), 'answered')
    t.equal(granted(), 2)
    const { now } = (await db.pool.query('SELECT clock_timestamp() AS now')).rows[0]
    t.ok(now >= rows[0].held_until)
  })
}

async function setScene(t: Test) {
  const { db, options } = await openTestDatabase(t, 'server')
  const shop = await startShop(t)
  const id = await insertConnection(db)
  const told = JSON.stringify({ options, id, key: key.toString('base64'), leaseMs, credential: shop.credential })
  const script = new URL('asker-process.ts', import.meta.url).pathname
  async function start() {
    const child = spawn(process.execPath, [script, told], { stdio: ['pipe', 'pipe', 'inherit'] })
    t.teardown(() => child.kill('SIGKILL'))
    const lines = createInterface(child.stdout)
    await once(lines, 'line')
    const ask = async (): Promise<string> => {
      const line = once(lines, 'line')
      child.stdin.write('\n')
      return (await line)[0]
    }
    return { child, ask }
  }
  return { ...shop, db, start }
}
