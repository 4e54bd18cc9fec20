import t from 'tap'
import { recordChange } from '../../src/connections/audit.ts'
import { proveAudit, pruneAudit } from '../../src/connections/audit-chain.ts'
import type { Database } from '../../src/db.ts'
import { testOnDatabases } from '../support/database.ts'

const write = (db: Database, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      db.transaction(client =>
        recordChange(
          client,
          { name: `Änna ${n}`, via: 'person', id: `${n}`, address: '10.0.0.1' },
          { action: 'x.y', target: `${n}`, detail: { n, b: { a: '1.50' } } },
        ),
      ),
    ),
  )

const ids = async ({ pool }: Database): Promise<string[]> =>
  (await pool.query<{ id: string }>('SELECT id::text FROM audit_entries ORDER BY audit_entries.id')).rows.map(
    row => row.id,
  )

/** As entries were written before they told how their actor had asked. */
const appendAsBefore = `
  WITH head AS (UPDATE audit_heads SET hash = sha256(hash || convert_to(jsonb_build_array(
    (extract(epoch FROM date_trunc('milliseconds', now())) * 1000)::bigint, $1::text, $2::text, $3::text, $4::jsonb,
    $5::text)::text, 'UTF8')) RETURNING hash)
  INSERT INTO audit_entries (at, actor, action, target, detail, address, hash)
  SELECT date_trunc('milliseconds', now()), $1, $2, $3, $4, $5, head.hash FROM head`

await testOnDatabases(t, 'entries of before stay proven, and cannot be told to be of somebody', async (t, db) => {
  for (const n of [1, 2]) await db.pool.query(appendAsBefore, ['Anna', 'x.y', `${n}`, '{}', null])
  await write(db, 2)
  t.match(await proveAudit(db), { entries: 4, unchained: 0, broken: null })
  const [first] = await ids(db)
  await db.pool.query(`UPDATE audit_entries SET via = 'person' WHERE id = $1`, [first])
  t.match(await proveAudit(db), { broken: { kind: 'entry', id: first } })
})

await testOnDatabases(t, 'the audit log shows that it was tampered with', async (t, db) => {
  t.match(await proveAudit(db), { entries: 0, head: '', shortened: false, broken: null }, 'an empty one is whole')
  await write(db, 40)
  const whole = await proveAudit(db)
  t.match(whole, { entries: 40, unchained: 0, broken: null, head: /^[0-9a-f]{64}$/ }, 'forty at once make one chain')
  const all = await ids(db)
  const [third, fourth] = [all[2]!, all[3]!]

  /** Does harm, looks, and takes it back. */
  const harmed = async (...statements: string[]) => {
    const undo = new Error('taken back')
    let found: Awaited<ReturnType<typeof proveAudit>> | undefined
    await db
      .transaction(async client => {
        for (const statement of statements) await client.query(statement)
        found = await proveAudit({ pool: client as unknown as Database['pool'] }, whole.head)
        throw undo
      })
      .catch(error => {
        if (error !== undo) throw error
      })
    return found!
  }

  for (const change of [
    `actor = 'somebody else'`,
    `action = 'x.z'`,
    `target = NULL`,
    `detail = '{}'`,
    `address = '10.0.0.2'`,
    `via = 'key'`,
    `actor_id = '7'`,
    'via = NULL, actor_id = NULL',
    `at = at - interval '1 ms'`,
    'hash = NULL',
    `hash = '\\x00'`,
  ]) {
    const { broken } = await harmed(`UPDATE audit_entries SET ${change} WHERE id = ${third}`)
    t.match(broken, { kind: 'entry', id: third }, change)
  }
  t.match((await harmed(`DELETE FROM audit_entries WHERE id = ${third}`)).broken, { kind: 'entry', id: fourth })
  t.match((await harmed(`DELETE FROM audit_entries WHERE id <= ${third}`)).broken, { kind: 'entry', id: fourth })
  t.match((await harmed(`DELETE FROM audit_entries WHERE id > ${third}`)).broken, { kind: 'end' })
  t.match((await harmed('DELETE FROM audit_entries')).broken, { kind: 'end' })
  t.match((await harmed('DELETE FROM audit_heads')).broken, { kind: 'end' }, 'without its head')
  t.match(
    (await harmed('UPDATE audit_entries SET hash = NULL')).broken,
    { kind: 'end' },
    'as if it were older than the chain',
  )
  t.match(
    await harmed('DELETE FROM audit_entries', `UPDATE audit_heads SET hash = '', base = ''`),
    { broken: null, found: false },
    'one that was begun anew does not have the hash that was kept elsewhere',
  )
  t.match(
    await harmed(
      `UPDATE audit_heads SET base = (SELECT hash FROM audit_entries WHERE id = ${third})`,
      `DELETE FROM audit_entries WHERE id <= ${third}`,
    ),
    { broken: null, shortened: true, entries: 37 },
    'one whose oldest were taken away as if they were too old says that there were such',
  )
  t.match(await proveAudit(db, whole.head), { shortened: false, broken: null, found: true })

  await t.test('what is too old goes, and the chain begins behind it', async t => {
    const { rows } = await db.pool.query<{ at: Date }>('SELECT max(at) AS at FROM audit_entries')
    await pruneAudit(db, new Date(rows[0]!.at.getTime() + 1))
    t.match(await proveAudit(db, whole.head), { entries: 0, broken: null, found: true })
    await write(db, 3)
    t.match(await proveAudit(db, whole.head), { entries: 3, broken: null, found: true })
  })

  await t.test('nothing is changed without a trace', async t => {
    await db.pool.query('DELETE FROM audit_heads')
    await t.rejects(write(db, 1), /has lost its head/)
    t.equal((await ids(db)).length, 3)
  })
})
