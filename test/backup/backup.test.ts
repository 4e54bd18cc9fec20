import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { requeueRuns } from '../../src/backup/requeue.ts'
import { type Restoring, restoreBackup } from '../../src/backup/restore.ts'
import { momentary } from '../../src/backup/tables.ts'
import { writeBackup } from '../../src/backup/write.ts'
import { recordChange } from '../../src/connections/audit.ts'
import { migrationsFolder } from '../../src/db/migrate.ts'
import { type Database, openDatabase, openPool } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'
import { fillDatabase, readBooks } from '../support/all-tables.ts'
import {
  makeEmptyDatabase,
  makeTestFolder,
  openTestDatabase,
  type TestDatabase,
  testOnDatabases,
  testServerUrl,
} from '../support/database.ts'

t.setTimeout(600_000)

const now = () => new Date('2026-11-22T03:00:00Z')

const backUp = async (pool: Database['pool'], file: string) => writeBackup({ pool, file, version: '0.1.0', now })

/** Who was signed in is not. */
const nobody = Object.fromEntries(
  momentary.map(table => [table, `0 ${createHash('sha256').update('[]').digest('hex')}`]),
)

/** A database without a table of either kind, as `openDatabase` takes it. */
async function emptyPlaces(t: Test): Promise<{ dir: string; url?: string }[]> {
  const embedded = { dir: path.join(makeTestFolder(t), 'data') }
  return testServerUrl ? [embedded, { dir: '', url: await makeEmptyDatabase(t) }] : [embedded]
}

async function restoreInto(place: TestDatabase['options'], restoring: Omit<Restoring, 'pool'>) {
  const { pool, close } = await openPool({ ...place, log: silentLog })
  return restoreBackup({ pool, ...restoring }).finally(close)
}

async function look<T>(place: TestDatabase['options'], at: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ ...place, log: silentLog })
  return at(db).finally(() => db.close())
}

await testOnDatabases(
  t,
  'what was backed up is there again, in every table, on either kind of database',
  async (t, db) => {
    await fillDatabase(db)
    const books = await readBooks(db)
    const empty = Object.entries(books).filter(([, book]) => book.startsWith('0 '))
    t.strictSame(empty, [], 'every table has rows to lose')
    const file = path.join(makeTestFolder(t), 'koppla.backup')
    const contents = await backUp(db.pool, file)
    t.match(contents, { head: { keyId: 'k1', madeBy: '0.1.0' }, rows: { orders: 2, audit_entries: 2 } })
    t.equal(fs.statSync(file).mode & 0o777, 0o600, 'for its owner alone')
    t.same(fs.readdirSync(path.dirname(file)), ['koppla.backup'])
    for (const place of await emptyPlaces(t)) {
      t.strictSame(await restoreInto(place, { file, replace: false }), contents)
      await look(place, async restored => {
        t.strictSame(await readBooks(restored), { ...books, ...nobody })
        await restored.transaction(client => recordChange(client, { name: 'test' }, { action: 'three' }))
        const { rows } = await restored.pool.query('SELECT id::text FROM audit_entries ORDER BY id DESC LIMIT 1')
        t.same(rows, [{ id: '3' }], 'numbers go on where they were')
        const queue = await openQueue(restored, silentLog)
        t.equal(await requeueRuns(restored, queue).finally(() => queue.stop(1_000)), 0)
      })
    }
  },
)

await testOnDatabases(t, 'what is there is replaced when it is asked for, and only then', async (t, db, info) => {
  await fillDatabase(db)
  const file = path.join(makeTestFolder(t), 'koppla.backup')
  await backUp(db.pool, file)
  await t.rejects(backUp(db.pool, file), { name: 'BackupRefusal', message: /There is a file/ })
  const books = await readBooks(db)
  await db.pool.query(`UPDATE orders SET number = 'changed'`)
  await db.pool.query(`UPDATE runs SET state = 'running', ended_at = NULL`)
  await db.pool.query('CREATE TABLE of_others (id int)')
  await db.pool.query('INSERT INTO of_others VALUES (1)')
  if (info.kind === 'server')
    await t.rejects(restoreInto(info.options, { file, replace: true }), { message: 'Koppla runs on this database.' })
  await db.close()
  await t.rejects(restoreInto(info.options, { file, replace: false }), {
    message: /holds a Koppla already/,
    remedy: /--replace/,
  })
  const changed = `SELECT number FROM orders WHERE number = 'changed'`
  t.equal((await look(info.options, one => one.pool.query(changed))).rows.length, 2, 'nothing was changed')
  await restoreInto(info.options, { file, replace: true })
  const { of_others, ...ours } = await look(info.options, readBooks)
  t.strictSame(ours, { ...books, ...nobody })
  t.match(of_others, /^1 /, 'tables of others stay')
})

await testOnDatabases(t, 'runs that were under way are queued again', async (t, db) => {
  const queue = await openQueue(db, silentLog)
  t.teardown(() => queue.stop(1_000))
  await fillDatabase(db)
  await db.pool.query(`UPDATE runs SET state = 'running'`)
  t.equal(await requeueRuns(db, queue), 2)
  t.equal(await requeueRuns(db, queue), 0, 'once')
})

/** Embedded, nobody else can write: it is one process, and one session. */
const testOnServer = testServerUrl ? t.test.bind(t) : async () => {}

await testOnServer('a backup is of one moment, whatever is written meanwhile', async t => {
  const { db } = await openTestDatabase(t, 'server')
  await fillDatabase(db)
  let cursors = 0
  const writeBeside = async (text: unknown) => {
    if (!String(text).startsWith('DECLARE') || ++cursors !== 2) return
    await db.pool.query(`UPDATE orders SET number = 'later'; UPDATE order_lines SET name = 'later'`)
  }
  const client = await db.pool.connect()
  const query = async (...asked: unknown[]) => {
    await writeBeside(asked[0])
    return Reflect.apply(client.query, client, asked)
  }
  const connect = async () => ({ query, release: () => client.release() })
  const file = path.join(makeTestFolder(t), 'koppla.backup')
  await backUp({ connect } as unknown as Database['pool'], file)
  t.notMatch(gunzipSync(fs.readFileSync(file)).toString(), 'later')
  t.equal((await db.pool.query(`SELECT FROM order_lines WHERE name = 'later'`)).rows.length, 2)
})

await testOnDatabases(
  t,
  'a backup that is damaged, of others or of a newer Koppla changes nothing',
  async (t, db, info) => {
    await fillDatabase(db)
    const folder = makeTestFolder(t)
    const file = path.join(folder, 'koppla.backup')
    await backUp(db.pool, file)
    const books = await readBooks(db)
    await db.close()
    const packed = fs.readFileSync(file)
    const lines = gunzipSync(packed).toString().split('\n')
    const withHead = (more: object) =>
      [JSON.stringify({ ...JSON.parse(lines[0]!), ...more }), ...lines.slice(1)].join('\n')
    const sealed = (text: string) => {
      const [, told] = JSON.parse(text.split('\n').at(-2)!)
      const body = text
        .split('\n')
        .slice(0, -2)
        .map(line => `${line}\n`)
        .join('')
      const sha256 = createHash('sha256').update(body).digest('hex')
      return gzipSync(`${body}${JSON.stringify(['end', { ...told, sha256 }])}\n`)
    }
    const flipped = Buffer.from(packed)
    flipped[packed.length >> 1]! ^= 1
    const cases: ReadonlyArray<readonly [what: string, bytes: Buffer, message: RegExp]> = [
      ['cut off', packed.subarray(0, packed.length - 100), /damaged/],
      ['cut off between two lines', gzipSync(`${lines.slice(0, -3).join('\n')}\n`), /damaged: its end is missing/],
      ['with one bit changed', flipped, /damaged/],
      [
        'with a value changed',
        gzipSync(lines.join('\n').replace('a-shop number', 'b-shop number')),
        /damaged: its checksum/,
      ],
      ['with a line after its end', gzipSync(`${lines.join('\n')}{}\n`), /damaged: there is more/],
      [
        'with a row that does not fit',
        sealed(lines.join('\n').replace('"position":"1"', '"position":"x"')),
        /invalid input/,
      ],
      ['of another version', gzipSync(withHead({ version: 2, madeBy: '9.0.0' })), /newer Koppla, 9\.0\.0/],
      ['of a later migration', sealed(withHead({ migrations: ['99990101000000_more'] })), /newer Koppla/],
      ['of something else', gzipSync('hello\n'), /no backup of Koppla/],
      ['not packed', Buffer.from('hello'), /no backup of Koppla/],
      ['empty', Buffer.alloc(0), /damaged/],
    ]
    for (const [what, bytes, message] of cases) {
      const spoilt = path.join(folder, 'spoilt')
      fs.writeFileSync(spoilt, bytes)
      await t.rejects(restoreInto(info.options, { file: spoilt, replace: true }), { message }, what)
    }
    await t.rejects(restoreInto(info.options, { file: path.join(folder, 'away'), replace: true }), {
      message: /cannot be read/,
    })
    await t.rejects(restoreInto(info.options, { file: folder, replace: true }), 'a folder')
    t.strictSame(await look(info.options, readBooks), books)
  },
)

t.test('a backup of an older version is brought up to date', async t => {
  const names = fs
    .readdirSync(migrationsFolder)
    .filter(name => /^\d/.test(name))
    .sort()
  const [place] = await emptyPlaces(t)
  await look(place!, fillDatabase)
  const file = path.join(makeTestFolder(t), 'koppla.backup')
  const { pool, close } = await openPool({ ...place!, log: silentLog })
  const last = names.indexOf('20261122020000_keys_of_a_company_group')
  await pool.query(`DROP SCHEMA koppla_group CASCADE; ALTER TABLE api_keys DROP COLUMN company_group_id;
    DROP INDEX connections_company_group_id_idx; ALTER TABLE shared_secrets DROP COLUMN ends_at;
    ALTER TABLE runs DROP COLUMN requests, DROP COLUMN answer_seconds, DROP COLUMN wait_seconds;
    ALTER TABLE audit_entries DROP COLUMN via, DROP COLUMN actor_id`)
  await pool.query('DELETE FROM _prisma_migrations WHERE migration_name >= $1', [names[last]])
  const { head } = await backUp(pool, file).finally(close)
  t.equal(head.migrations.length, last)
  const [empty] = await emptyPlaces(t)
  await restoreInto(empty!, { file, replace: false })
  const keys = await look(empty!, db => db.pool.query('SELECT name, company_group_id FROM api_keys'))
  t.same(keys.rows, [{ name: 'ERP', company_group_id: null }])
})

t.test('of nothing there is no backup', async t => {
  const { pool, close } = await openPool({ dir: path.join(makeTestFolder(t), 'data'), log: silentLog })
  t.teardown(close)
  const file = path.join(makeTestFolder(t), 'koppla.backup')
  await t.rejects(backUp(pool, file), { message: /nothing to back up/ })
  t.notOk(fs.existsSync(file))
})
