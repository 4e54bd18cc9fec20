import { existsSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { migrate } from '../../src/db/migrate.ts'
import { openPool } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { prepare } from '../support/command.ts'
import { makeEmptyDatabase, makeTestFolder, testServerUrl } from '../support/database.ts'
import { firstMigrations } from '../support/first-migrations.ts'

t.setTimeout(600_000)

t.test('a database of an older Koppla is told of and left as it is, until something else is done with it', async t => {
  const dir = path.join(makeTestFolder(t), 'data')
  const { pool, close } = await openPool({ dir, log: silentLog })
  await migrate(pool, firstMigrations(t, 2)).finally(close)
  const koppla = prepare({ KOPPLA_DATA: dir })
  for (const _ of ['first', 'second'])
    t.match(await koppla(['doctor']), {
      code: 3,
      err: /older Koppla: \d+ of \d+ migrations are pending, the first is \d+_[\s\S]*koppla backup <file>/,
    })
  t.match(await koppla(['warehouses']), { code: 0 })
  t.match(await koppla(['doctor']), { code: 0, out: /✓ The database is of the version that runs/ })
})

t.test('where no Koppla is, none is made', async t => {
  const dir = path.join(makeTestFolder(t), 'data')
  t.match(await prepare({ KOPPLA_DATA: dir })(['doctor']), { code: 3, err: /no Koppla in .*KOPPLA_DATA/ })
  t.equal(existsSync(dir), false)
  if (testServerUrl === undefined) return
  const KOPPLA_KEY = Buffer.alloc(32, 7).toString('base64')
  const server = prepare({ KOPPLA_DATA: dir, DATABASE_URL: await makeEmptyDatabase(t), KOPPLA_KEY })
  t.match(await server(['doctor']), { code: 3, err: /No Koppla has been started on this database/ })
  t.match(await server(['doctor']), { code: 3, err: /No Koppla has been started/ })
})

t.test('a database that cannot be reached is told of, with what to do', async t => {
  const server = {
    DATABASE_URL: 'postgresql://koppla@127.0.0.1:9/koppla',
    KOPPLA_KEY: Buffer.alloc(32, 7).toString('base64'),
  }
  const { code, err } = await prepare({ KOPPLA_DATA: makeTestFolder(t), ...server })(['doctor'])
  t.equal(code, 3)
  t.match(err, /127\.0\.0\.1:9\/koppla cannot be reached[\s\S]*DATABASE_URL is right/)
})
