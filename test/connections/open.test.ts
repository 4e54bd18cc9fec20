import { randomBytes } from 'node:crypto'
import t from 'tap'
import { openConnection } from '../../src/connections/open.ts'
import { createVault } from '../../src/connections/secrets.ts'
import { silentLog } from '../../src/log.ts'
import { startApi } from '../support/api.ts'
import { connect } from '../support/connect.ts'
import { testOnDatabases } from '../support/database.ts'
import { startToyStore, toyRegistry } from '../support/toy-store.ts'

interface ToyClient {
  readonly get: (path: string) => Promise<unknown>
}

await testOnDatabases(t, 'a saved connection is opened', async (t, db) => {
  const vault = createVault({ id: 'a', bytes: randomBytes(32) })
  const store = await startToyStore(t)
  const { id } = await connect(await startApi(t, db, { vault }), store, { orderStart: '2026-03-29' })
  const network = { allowAddresses: ['127.0.0.1'], ca: undefined }
  const context = { db, vault, registry: toyRegistry, network, log: silentLog }
  const signal = new AbortController().signal

  await t.test('to ask its store with its own credential', async t => {
    const { connection, connector, client, close } = await openConnection(context, id, signal)
    t.match(connection, { id, name: 'Toys', orderStart: '2026-03-29', facts: { timeZone: 'Europe/Stockholm' } })
    t.equal(connector.id, 'toyshop')
    t.match(await (client as ToyClient).get('/orders'), { readable: true })
    await close?.()
  })

  await t.test('and asks no more when its run is ended', async t => {
    const ending = new AbortController()
    const { client, close } = await openConnection(context, id, ending.signal)
    ending.abort(new Error('cancelled'))
    await t.rejects((client as ToyClient).get('/orders'), /cancelled/)
    await close?.()
  })

  await t.test('two that are open share one pace', async t => {
    const opened = await Promise.all([1, 2, 3].map(() => openConnection(context, id, signal)))
    store.server.forget()
    store.server.latencyMs = 10
    await Promise.all(opened.flatMap(({ client }) => [client, client].map(one => (one as ToyClient).get('/orders'))))
    t.ok(store.server.maxBusy <= 2, 'of the two requests at once that its system allows')
    await Promise.all(opened.map(({ close }) => close?.()))
  })

  await t.test('or refused with what to do', async t => {
    const nowhere = '00000000-0000-4000-8000-000000000000'
    await t.rejects(openConnection(context, nowhere, signal), /no such connection/)
    const registry = new Map()
    await t.rejects(openConnection({ ...context, registry }, id, signal), { code: 'unknown_system' })
    await db.pool.query(`UPDATE connections SET facts = facts - 'timeZone'`)
    await t.rejects(openConnection(context, id, signal), { code: 'facts_outdated' })
  })
})
