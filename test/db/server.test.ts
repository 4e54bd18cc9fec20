import t from 'tap'
import { isLost, openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { failureOf } from '../support/connections.ts'
import { testOnDatabases } from '../support/database.ts'

const noon = new Date('2027-01-01T12:00:00Z')

await testOnDatabases(t, 'times are stored and read in UTC, whatever zone the database has', async (t, db, info) => {
  if (info.kind === 'server') {
    const { rows } = await db.pool.query('SELECT current_database() AS name')
    await db.pool.query(`ALTER DATABASE ${rows[0].name} SET TimeZone = 'Europe/Stockholm'`)
  }
  await db.close()
  const again = await info.openAgain()
  await again.prisma.apiKey.create({ data: { name: 'a', role: 'viewer', hash: 'h', ending: 'e', createdAt: noon } })
  const { rows } = await again.pool.query(`SELECT created_at, created_at::text AS text FROM api_keys`)
  t.same(rows, [{ created_at: noon, text: '2027-01-01 12:00:00+00' }])
  await again.pool.query(`UPDATE api_keys SET created_at = '2027-01-01T13:00:00+01:00'`)
  t.same((await again.prisma.apiKey.findFirst())?.createdAt, noon)
})

await testOnDatabases(t, 'options in the address add to ours and do not replace them', async (t, db, info) => {
  if (info.kind === 'embedded') return t.same((await db.pool.query('SHOW TimeZone')).rows, [{ TimeZone: 'UTC' }])
  const url = new URL(info.options.url!)
  url.searchParams.set('options', '-c work_mem=5MB -c TimeZone=Europe/Stockholm')
  const other = await openDatabase({ dir: '', url: url.href, log: silentLog })
  t.same((await other.pool.query('SHOW TimeZone')).rows, [{ TimeZone: 'UTC' }])
  t.same((await other.pool.query('SHOW work_mem')).rows, [{ work_mem: '5MB' }])
  t.same((await other.pool.query('SHOW application_name')).rows, [{ application_name: 'koppla' }])
  await other.close()
})

t.test('a server that cannot be reached ends the start with one line, without the password', async t => {
  const url = 'postgresql://koppla:hunter2@127.0.0.1:1/koppla'
  const error = await openDatabase({ dir: '', url, log: silentLog }).catch(error => error)
  t.equal(error.name, 'StartError')
  t.match(error.message, /^The database postgresql:\/\/koppla@127.0.0.1:1\/koppla cannot be reached: .+/)
  t.notMatch(error.message, 'hunter2')
})

const terminate =
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()'

await testOnDatabases(t, 'a connection lost between two statements ends its transaction only', async (t, db, info) => {
  if (info.kind === 'embedded')
    return t.equal(await db.transaction(async () => 'no server, no connection'), 'no server, no connection')
  const name = `'lost in mid-transaction'`
  const lost = db.transaction(async client => {
    await client.query(`INSERT INTO warehouses (name) VALUES (${name})`)
    const ended = new Promise<void>(resolve => client.once('end', resolve))
    await db.pool.query(terminate)
    await ended
    await client.query(`INSERT INTO company_groups (name) VALUES (${name})`)
  })
  t.ok(isLost(await failureOf(lost)), 'as what it is')
  t.equal(await db.prisma.warehouse.count(), 0, 'nothing of it is stored')
})

await testOnDatabases(t, 'a connection that the server ends is replaced', async (t, db, info) => {
  if (info.kind === 'server') {
    await db.pool.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => {})
    await db.pool.query(terminate)
  }
  t.equal(await db.prisma.setting.count(), 0)
})
