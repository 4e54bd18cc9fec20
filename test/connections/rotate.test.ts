import { randomBytes, randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { SealingKey } from '../../src/config/sealing-key.ts'
import { createVault, openVault } from '../../src/connections/secrets.ts'
import { shareSecret } from '../../src/connections/shared-secret.ts'
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openTestDatabase, testServerUrl } from '../support/database.ts'

t.setTimeout(600_000)

const [old, next] = ['old', 'next'].map(id => ({ id, bytes: randomBytes(32) }))
const rotate = (db: Database) => {
  const config = { dataDir: '', databaseUrl: 'postgresql://localhost/x', key: next!, retiredKeys: [old!] }
  return openVault({ config, db, log: silentLog })
}

async function insertSealed(db: Database, count: number) {
  const vault = createVault(old!)
  const ids = Array.from({ length: count }, () => randomUUID())
  for (const id of ids) {
    const { keyId, sealed } = vault.seal(`secret of ${id}`, id)
    await db.pool.query(
      `INSERT INTO connections (id, name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report,
         verified_at, order_start) VALUES ($1::text::uuid, $1, 'toyshop', $1, $2, $3, '{}', '{}', '{}', now(), now())`,
      [id, keyId, sealed],
    )
  }
  await db.pool.query(`INSERT INTO settings (key, value) VALUES ('sealing_key', '{"id": "old"}')`)
  return ids
}

const readSealed = async (db: Database) =>
  (
    await db.pool.query<{ id: string; keyId: string; sealed: Buffer }>(
      'SELECT id, credential_key_id AS "keyId", credential_sealed AS sealed FROM connections',
    )
  ).rows

async function testRotation(t: Test, db: Database): Promise<void> {
  const ids = await insertSealed(db, 20)
  const importing = createVault(old!, [next!])
  const page = await db.pool.connect()
  t.teardown(() => page.release())
  await page.query('BEGIN')
  for (const id of ids)
    await page.query(
      `INSERT INTO raw_payloads (connection_id, entity, external_id, body) VALUES ($1, 'orders', '1', '')`,
      [id],
    )
  const vault = await rotate(db)
  t.equal((await page.query('COMMIT')).command, 'COMMIT', 'the pages that were being written are stored')
  for (const row of await readSealed(db)) {
    t.equal(row.keyId, 'next')
    t.equal(importing.open(row, row.id), `secret of ${row.id}`, 'the next run of a process that goes on opens it')
    t.equal(vault.open(row, row.id), `secret of ${row.id}`)
    t.throws(() => createVault(old!).open(row, row.id))
  }
  await db.pool.query('UPDATE connections SET credential_key_id = $1, credential_sealed = $2 WHERE id = $3', [
    ...['old', importing.seal(`secret of ${ids[0]}`, ids[0]!).sealed, ids[0]],
  ])
  await rotate(db)
  t.same([...new Set((await readSealed(db)).map(({ keyId }) => keyId))], ['next'], 'what was saved meanwhile follows')
}

/** Embedded, one session does one thing after the other: there is nothing to be in the way of. */
if (testServerUrl)
  t.test('keys change while pages of every connection are being written', async t => {
    const { db } = await openTestDatabase(t, 'server')
    await testRotation(t, db)
  })

t.test('what processes share is sealed anew too, and what no key here opens is let go', async t => {
  const { db } = await openTestDatabase(t)
  const [first, second, strange] = (await insertSealed(db, 3)).map(id => ({ id, credentialVersion: 0 }))
  const share = (key: SealingKey, of: typeof first) =>
    shareSecret({ db, vault: createVault(key), leaseMs: 1_000 }, of!, new AbortController().signal)
  await share(old!, first).renew(async () => 'token of the first')
  await share(old!, second).renew(async () => 'token of the second')
  await share({ id: 'other', bytes: randomBytes(32) }, strange).renew(async () => 'token of a stranger')
  await rotate(db)
  t.equal(await share(next!, first).read(), 'token of the first')
  t.equal(await share(next!, second).read(), 'token of the second')
  t.equal(await share(next!, strange).read(), null)
})

t.test('that the key was replaced is in the audit log, once', async t => {
  const { db } = await openTestDatabase(t)
  await insertSealed(db, 1)
  await Promise.all([rotate(db), rotate(db)])
  await rotate(db)
  const { rows } = await db.pool.query('SELECT actor, via, action, detail FROM audit_entries')
  t.strictSame(rows, [
    { actor: 'start', via: 'koppla', action: 'sealing key.replaced', detail: { keyId: 'next', before: 'old' } },
  ])
})

t.test('a key that opens nothing of it changes nothing', async t => {
  const { db } = await openTestDatabase(t)
  await insertSealed(db, 2)
  const stranger = { id: 'next', bytes: randomBytes(32) }
  const config = { dataDir: '', databaseUrl: 'x', key: stranger, retiredKeys: [] }
  await t.rejects(openVault({ config, db, log: silentLog }), { message: /sealed with old/ })
  t.ok((await readSealed(db)).every(({ keyId }) => keyId === 'old'))
})
