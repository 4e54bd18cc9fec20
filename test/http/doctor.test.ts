import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { examine } from '../../src/http/doctor.ts'
import { startApi } from '../support/api.ts'
import { makeTestFolder, testOnDatabases } from '../support/database.ts'
import { insertConnection, insertRows } from '../support/rows.ts'

const webhook = { url: 'https://hooks.example.com', secret: `whsec_${Buffer.alloc(32).toString('base64')}` }
const alerts = { mail: undefined, webhook, afterFailures: 3, language: 'en' } as const

interface Finding {
  readonly title: string
  readonly status: string
  readonly diagnosis?: string
  readonly remedy?: string
}

await testOnDatabases(
  t,
  'the doctor finds nothing where all is well, and each fault with what to do',
  async (t, db) => {
    const dataDir = makeTestFolder(t)
    const keyFile = path.join(dataDir, 'koppla.key')
    writeFileSync(keyFile, 'x', { mode: 0o600 })
    const { ask } = await startApi(t, db, { dataDir, keyFile, alerts })
    const examine = async () => (await ask('GET', '/doctor', { as: 'support' })).body.items as Finding[]
    t.strictSame(
      (await examine()).filter(one => one.status !== 'passed'),
      [],
    )
    t.equal((await ask('GET', '/doctor', { as: 'viewer' })).status, 403)

    const shop = await insertConnection(db, 'My shop')
    await db.pool.query(`UPDATE connections SET attention = '{"kind":"auth","message":"The key was refused."}'`)
    await insertRows(db, 'schedules', [
      {
        connection_id: shop,
        entity: 'orders',
        cron: '0 * * * *',
        time_zone: 'UTC',
        next_run_at: '2026-01-01T00:00:00Z',
      },
    ])
    const late = { connection_id: await insertConnection(db, 'Late shop'), entity: 'orders' }
    await insertRows(db, 'schedules', [{ ...late, cron: '0 * * * *', time_zone: 'UTC', active: true }])
    const read = { watermark: '2026-01-01T00:00:00Z', late_at: '2026-01-01T02:10:00Z' }
    await insertRows(db, 'checkpoints', [{ ...late, ...read }])
    await insertRows(db, 'runs', [
      {
        connection_id: shop,
        entity: 'orders',
        kind: 'full',
        cause: 'manual',
        state: 'queued',
        queued_at: '2026-01-01T00:00:00Z',
      },
      {
        connection_id: shop,
        entity: 'stock',
        kind: 'full',
        cause: 'manual',
        state: 'running',
        started_at: '2026-01-01T00:00:00Z',
      },
    ])
    await insertRows(db, 'rejections', [{ connection_id: shop, entity: 'orders', key: '1', reason: 'x', raw: '{}' }])
    chmodSync(keyFile, 0o644)

    const found = (await examine()).filter(one => one.status !== 'passed')
    const expected = [/Runs that wait/, /are due/, /Runs get on/, /needs attention/, /in time/, /set aside/]
    expected.unshift(/sealing key/)
    t.match(
      found.map(one => one.title),
      expected,
    )
    for (const one of found) t.match(one, { diagnosis: /\w/, remedy: /\w/ }, one.title)
    t.match(found.find(one => /attention/.test(one.title))?.diagnosis, '“My shop”: The key was refused.')
  },
)

await testOnDatabases(
  t,
  'the doctor tells of a clock that is wrong, and of a disk that is nearly full',
  async (t, db) => {
    const dataDir = makeTestFolder(t)
    const look = async (odd: Partial<Parameters<typeof examine>[0]>) => {
      const found = await examine({ db, dataDir, alerts, ...odd })
      return found.filter(one => one.status !== 'passed').map(one => [one.status, one.diagnosis, one.remedy])
    }
    t.same(await look({}), [], 'a key that is in no file is not looked for')
    t.match(await look({ clock: () => Date.now() - 90_000 }), [['warning', /differs .* by 90 s/, /NTP/]])
    t.same(await look({ clock: () => Date.now() + 3_000 }), [])
    const full = await look({ freeBytes: async () => 300 * 2 ** 20 })
    t.match(
      full,
      db.embedded ? [['failed', /Only 300 MB are left/, /Make room/]] : [],
      'a server has a disk of its own',
    )
    const { length } = await examine({ db, dataDir, alerts, keyFile: path.join(dataDir, 'nowhere') })
    t.equal(length - (await examine({ db, dataDir, alerts })).length, 1, 'what was not looked at is not told of')
  },
)

await testOnDatabases(t, 'the doctor tells of a database that is older or newer than what runs', async (t, db) => {
  const dataDir = makeTestFolder(t)
  writeFileSync(path.join(dataDir, 'koppla.key'), 'x', { mode: 0o600 })
  const { ask } = await startApi(t, db, { dataDir, alerts })
  const examine = async () => {
    const { items } = (await ask('GET', '/doctor')).body as { items: Finding[] }
    return items.filter(one => one.status !== 'passed')
  }
  await db.pool.query(`DELETE FROM _prisma_migrations
    WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`)
  t.match(await examine(), [{ status: 'warning', diagnosis: /1 migration is pending/, remedy: /start every process/ }])
  await db.pool.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
    VALUES ('x', 'x', '99990101000000_later', now())`)
  t.match(await examine(), [{ status: 'failed', diagnosis: /99990101000000_later/, remedy: /newer version/ }])
})

await testOnDatabases(
  t,
  'the doctor tells of imports that failed last, and of runs that wait for a person',
  async (t, db) => {
    const dataDir = makeTestFolder(t)
    writeFileSync(path.join(dataDir, 'koppla.key'), 'x', { mode: 0o600 })
    const { ask } = await startApi(t, db, { dataDir, alerts })
    const examine = async () => {
      const { items } = (await ask('GET', '/doctor')).body as { items: Finding[] }
      return items.filter(one => one.status !== 'passed').map(one => one.diagnosis)
    }
    const connect = async (name: string) => {
      const shop = await insertConnection(db, name)
      const schedule = { connection_id: shop, entity: 'orders', cron: '0 * * * *', time_zone: 'UTC' }
      await insertRows(db, 'schedules', [schedule])
      return (state: string, at: string, problem: object | null = null) =>
        insertRows(db, 'runs', [
          {
            ...{ connection_id: shop, entity: 'orders', kind: 'incremental', cause: 'manual' },
            state,
            problem,
            queued_at: at,
          },
        ])
    }

    const run = await connect('Failing')
    await run('succeeded', '2026-01-01T00:00:00Z')
    t.strictSame(await examine(), [])
    await run('failed', '2026-01-02T00:00:00Z', { message: 'The answer is broken off.' })
    await run('skipped', '2026-01-03T00:00:00Z')
    t.strictSame(await examine(), ['“Failing” orders: The answer is broken off.'], 'a skipped tick does not hide it')

    const other = await connect('Silent')
    await other('waiting', '2026-01-01T00:00:00Z', { message: 'The store does not answer.' })
    await (await connect('Braked'))('needs_approval', '2026-01-01T00:00:00Z')
    t.strictSame(await examine(), [
      'These runs would delete much, and wait: Braked/orders.',
      '“Failing” orders: The answer is broken off. “Silent” orders: The store does not answer.',
    ])

    await run('succeeded', '2026-01-04T00:00:00Z')
    await db.pool.query(`UPDATE connections SET paused_at = now() WHERE name = 'Silent'`)
    t.equal((await examine()).length, 1, 'neither what was put right nor what is paused')
  },
)
