import fs from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { makeTestFolder } from '../support/database.ts'
import { makeDataFolder, startWriter } from '../support/writer-process.ts'

t.test('every commit is written through to the disk', async t => {
  const dir = await makeDataFolder(t)
  const spy = makeTestFolder(t)
  const other = startWriter(t, dir, { rows: 50, disk: spy })
  await other.until('written')
  t.ok(Number(fs.readFileSync(path.join(spy, 'syncs'), 'utf8')) >= 50)
})

t.test('with a full disk queries fail, the process stays, and goes on when there is room', async t => {
  const dir = await makeDataFolder(t)
  const spy = makeTestFolder(t)
  const other = startWriter(t, dir, { rows: 100_000, disk: spy })
  await other.until(/\/5$/)
  fs.writeFileSync(path.join(spy, 'full'), '')
  const lines = await other.until(/^failed/)
  t.equal(lines.at(-1), 'failed 53100')
  fs.rmSync(path.join(spy, 'full'))
  await other.until(lines => lines.at(-1)!.includes('/'))
})

t.test('when the thread dies, what was asked of it fails and the database is opened again', async t => {
  const dir = await makeDataFolder(t)
  const spy = makeTestFolder(t)
  const other = startWriter(t, dir, { rows: 100_000, disk: spy })
  await other.until(/\/5$/)
  fs.writeFileSync(path.join(spy, 'die'), '')
  const lines = await other.until(/^failed/)
  t.match(lines.at(-1), /^failed The embedded database stopped/)
  const committed = (await other.until(lines => lines.at(-1)!.includes('/'))).filter(line => line.includes('/'))
  other.process.stdin!.write('close\n')
  await other.ended
  const db = await openDatabase({ dir, log: silentLog })
  const names = new Set((await db.prisma.warehouse.findMany()).map(row => row.name))
  t.same(
    committed.filter(line => !names.has(line)),
    [],
  )
  await db.close()
})
