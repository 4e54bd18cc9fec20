import { randomBytes } from 'node:crypto'
import t from 'tap'
import { deleteConnection } from '../../src/connections/delete.ts'
import { createVault } from '../../src/connections/secrets.ts'
import { shareSecret } from '../../src/connections/shared-secret.ts'
import { insertConnection } from '../support/connections.ts'
import { testOnDatabases } from '../support/database.ts'

const { signal } = new AbortController()
const leaseMs = 1_500

await testOnDatabases(t, 'what the processes of a connection share', async (t, db) => {
  const vault = createVault({ id: 'a', bytes: randomBytes(32) })
  const share = (id: string, credentialVersion = 0, by = signal) =>
    shareSecret({ db, vault, leaseMs }, { id, credentialVersion }, by)
  const add = () => insertConnection(db)

  await t.test('is kept sealed, for one credential of one connection', async t => {
    const [id, other] = [await add(), await add()]
    t.equal(await share(id).read(), null)
    t.equal(await share(id).renew(async kept => `${kept} and a token`), 'null and a token')
    t.equal(await share(id).read(), 'null and a token')
    t.equal(await share(other).read(), null)
    t.equal(await share(id, 1).read(), null)
    const { rows } = await db.pool.query('SELECT sealed, holder FROM shared_secrets WHERE connection_id = $1', [id])
    t.notMatch(rows[0].sealed.toString('latin1'), 'token')
    t.equal(rows[0].holder, null)
    await db.pool.query(
      'INSERT INTO shared_secrets SELECT $2, 0, 1, key_id, sealed FROM shared_secrets WHERE connection_id = $1',
      [id, other],
    )
    await t.rejects(share(other).read(), 'and opens nowhere else')
  })

  await t.test('is made by one at a time, of what the one before has made', async t => {
    const id = await add()
    let [busy, most] = [0, 0]
    const next = async (kept: string | null) => {
      most = Math.max(most, ++busy)
      await new Promise(setImmediate)
      busy--
      return String(Number(kept) + 1)
    }
    const made = await Promise.all(Array.from({ length: 5 }, () => share(id).renew(next)))
    t.strictSame(made.sort(), ['1', '2', '3', '4', '5'])
    t.equal(most, 1)
    const { version } = (await db.pool.query('SELECT version FROM shared_secrets WHERE connection_id = $1', [id]))
      .rows[0]
    await share(id).renew(async kept => kept!)
    const { rows } = await db.pool.query('SELECT version, holder FROM shared_secrets WHERE connection_id = $1', [id])
    t.strictSame(rows, [{ version, holder: null }], 'and where nothing is left to do, nothing is stored')
  })

  await t.test('is free at once where nothing came of it', async t => {
    const id = await add()
    await t.rejects(
      share(id).renew(() => Promise.reject(new Error('no token today'))),
      /no token today/,
    )
    const { rows } = await db.pool.query('SELECT holder, held_until FROM shared_secrets WHERE connection_id = $1', [id])
    t.strictSame(rows, [{ holder: null, held_until: null }])
    t.equal(await share(id).renew(async () => 'b'), 'b')
  })

  await t.test('is made by another once the lease of one that died has ended', async t => {
    const id = await add()
    await share(id).renew(async () => 'old')
    const { rows } = await db.pool.query(
      `UPDATE shared_secrets SET holder = gen_random_uuid(), held_until = clock_timestamp() + interval '400 milliseconds'
       WHERE connection_id = $1 RETURNING held_until`,
      [id],
    )
    let madeAt = new Date(0)
    await share(id).renew(async () => {
      madeAt = (await db.pool.query('SELECT clock_timestamp() AS now')).rows[0].now
      return 'new'
    })
    t.ok(madeAt >= rows[0].held_until, 'and not before')
  })

  await t.test('of one that was too slow is what the other has stored', async t => {
    for (const end of ['makes its own', 'fails'] as const) {
      const id = await add()
      const made = await share(id).renew(async () => {
        await db.pool.query('UPDATE shared_secrets SET held_until = NULL WHERE connection_id = $1', [id])
        t.equal(await share(id).renew(async () => 'of the other'), 'of the other')
        if (end === 'fails') throw new Error('that refresh token was used')
        return 'its own'
      })
      t.equal(made, 'of the other', end)
      t.equal(await share(id).read(), 'of the other')
    }
  })

  await t.test('waits no longer than its run', async t => {
    const id = await add()
    const run = new AbortController()
    await share(id).renew(async () => {
      const waiting = share(id, 0, run.signal).renew(async () => 'never')
      run.abort(new Error('cancelled'))
      await t.rejects(waiting, /cancelled/)
      return 'a'
    })
  })

  await t.test('ends with its credential, and with its connection', async t => {
    const id = await add()
    await share(id).renew(async () => 'a')
    await db.pool.query('UPDATE connections SET credential_version = 1 WHERE id = $1', [id])
    await t.rejects(
      share(id).renew(async () => 'b'),
      { kind: 'transient', code: 'credential_replaced' },
    )
    await share(id, 1).renew(async () => 'c')
    const queue = { withdrawRun: async () => {} } as never
    await deleteConnection({ db, queue }, id, { name: id, actor: { name: 'test' } })
    t.equal(await share(id, 1).read(), null)
    await t.rejects(
      share(id, 2).renew(async () => 'd'),
      { code: 'credential_replaced' },
    )
  })
})
