import fs from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { makeDataFolder } from '../../src/db/folder.ts'
import { isLost, openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { makeTestFolder, openTestDatabase } from '../support/database.ts'
import { makeDataFolder as makeUsedFolder, startWriter } from '../support/writer-process.ts'

t.test('a second process on the folder is refused, and so is a second opening in this one', async t => {
  const dir = await makeUsedFolder(t)
  const other = startWriter(t, dir)
  await other.until('open')
  const message = new RegExp(`The data folder ${dir} is in use by another process: .*KOPPLA_DATA`)
  await t.rejects(openDatabase({ dir, log: silentLog }), { name: 'StartError', message })
  other.process.stdin!.write('close\n')
  await other.ended
  const db = await openDatabase({ dir, log: silentLog })
  await t.rejects(openDatabase({ dir, log: silentLog }), { message })
  await db.close()
})

t.test('a folder too deep for a socket is locked all the same', async t => {
  const dir = path.join(makeTestFolder(t), 'deep'.repeat(30), 'deeper'.repeat(20))
  fs.mkdirSync(path.dirname(dir), { recursive: true })
  fs.renameSync(await makeUsedFolder(t), dir)
  const db = await openDatabase({ dir, log: silentLog })
  await t.rejects(openDatabase({ dir, log: silentLog }), /in use by another process/)
  await db.close()
  await (await openDatabase({ dir, log: silentLog })).close()
})

const placesIn = (folder: string) => ({ file: path.join(folder, 'file'), nowhere: path.join(folder, 'nowhere') })

t.test('a folder that cannot be used is refused with the reason', async t => {
  const { file, nowhere } = placesIn(t.testdir({ file: '', nowhere: t.fixture('symlink', 'gone') }))
  const unusable = [file, path.join(file, 'below'), nowhere, path.join(file, '..', 'x'.repeat(300))]
  // Not even root may make anything there, and a recursive mkdir never returns.
  if (process.platform === 'linux') unusable.push('/proc', '/proc/x', '/proc/x/y')
  for (const dir of unusable) {
    const refusal = await openDatabase({ dir, log: silentLog }).catch(error => error)
    t.match(refusal, { name: 'StartError', message: /^The data folder .* cannot be used: .*KOPPLA_DATA\.$/ }, dir)
  }
  const old = t.testdir({ pg: { PG_VERSION: '17\n' } })
  await t.rejects(openDatabase({ dir: old, log: silentLog }), { name: 'StartError', message: /PostgreSQL 17/ })
})

t.test('root does not make another user’s folder unusable', async t => {
  const dir = makeTestFolder(t)
  if (process.getuid?.() === 0) fs.chownSync(dir, 65534, 65534)
  const owner = fs.statSync(dir).uid
  t.throws(() => makeDataFolder(dir, 0), { name: 'StartError', message: new RegExp(`sudo -u '#${owner}'`) })
  t.doesNotThrow(() => makeDataFolder(dir, owner))
})

t.test('nobody else reads or writes the database, whatever folder it was put into', async t => {
  const dir = makeTestFolder(t)
  fs.chmodSync(dir, 0o755)
  const modeOf = () => fs.statSync(path.join(dir, 'pg')).mode & 0o777
  await (await openDatabase({ dir, log: silentLog })).close()
  t.equal(modeOf(), 0o700)
  fs.chmodSync(path.join(dir, 'pg'), 0o755)
  await (await openDatabase({ dir, log: silentLog })).close()
  t.equal(modeOf(), 0o700, 'as an older version has left it')
})

t.test('a folder that cannot be opened is refused with the reason, and not left locked', async t => {
  const dir = await makeUsedFolder(t)
  fs.rmSync(path.join(dir, 'pg', 'global', 'pg_control'))
  const refusal = { name: 'StartError', message: /cannot be opened/ }
  await t.rejects(openDatabase({ dir, log: silentLog }), refusal)
  await t.rejects(openDatabase({ dir, log: silentLog }), refusal)
})

t.test('what was asked before the end is answered, and after it refused, not left waiting', async t => {
  const { db } = await openTestDatabase(t)
  const before = Promise.all(Array.from({ length: 30 }, () => db.pool.query('SELECT 1')))
  await db.close()
  await before
  const error = await db.pool.query('SELECT 1').catch(error => error)
  t.equal(isLost(error), true)
})

t.test('answers that were given are not kept', async t => {
  const { db } = await openTestDatabase(t)
  const [answerBytes, count] = [4_000_000, 100]
  const ask = async (times: number) => {
    for (let asked = 0; asked < times; asked++) await db.pool.query(`SELECT repeat('x', ${answerBytes})`)
    return process.memoryUsage.rss()
  }
  const before = await ask(20)
  t.ok((await ask(count)) - before < (answerBytes * count) / 2, 'the process has not grown by what it was told')
})
