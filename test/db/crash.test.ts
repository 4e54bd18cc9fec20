import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { makeTestFolder } from '../support/database.ts'
import { makeDataFolder, startWriter } from '../support/writer-process.ts'

t.test('after kill -9 the folder is taken over, with every row that was committed', async t => {
  const dir = await makeDataFolder(t)
  for (let round = 0; round < 2; round++) {
    const other = startWriter(t, dir, { rows: 100_000 })
    const lines = await other.until(/\/50$/)
    other.process.kill('SIGKILL')
    await other.ended
    const db = await openDatabase({ dir, log: silentLog })
    const names = new Set((await db.prisma.warehouse.findMany()).map(row => row.name))
    t.same(
      lines.filter(line => line.includes('/') && !names.has(line)),
      [],
    )
    await db.close()
  }
})

t.test('two that find the folder of a dead process do not both get it', async t => {
  const dir = await makeDataFolder(t)
  const dead = startWriter(t, dir)
  await dead.until('open')
  dead.process.kill('SIGKILL')
  await dead.ended
  const attempts = [1, 2].map(() => openDatabase({ dir, log: silentLog }))
  const results = await Promise.allSettled(attempts)
  const opened = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
  t.equal(opened.length, 1)
  for (const db of opened) await db.close()
})

t.test('a start that was cut off does not keep the folder shut', async t => {
  const dir = await makeDataFolder(t)
  fs.writeFileSync(path.join(dir, 'pg', 'postmaster.pid'), '')
  await (await openDatabase({ dir, log: silentLog })).close()

  const fresh = path.join(makeTestFolder(t), 'new', 'data')
  const first = startWriter(t, fresh)
  while (!fs.existsSync(path.join(fresh, 'pg.new', 'PG_VERSION'))) await delay(5)
  first.process.kill('SIGKILL')
  await first.ended
  const db = await openDatabase({ dir: fresh, log: silentLog })
  t.equal(await db.prisma.warehouse.count(), 0)
  t.equal(fs.statSync(fresh).mode & 0o777, 0o700, 'it is for its owner only')
  await db.close()
})
