import t from 'tap'
import { isDataError, isLost } from '../src/db.ts'
import { testOnDatabases } from './support/database.ts'

await testOnDatabases(t, 'a transaction commits what its work did and gives back its result', async (t, db) => {
  const result = await db.transaction(async client => {
    await client.query(`INSERT INTO settings VALUES ('a', '1')`)
    return 'done'
  })
  t.equal(result, 'done')
  t.equal(await db.prisma.setting.count(), 1)
})

await testOnDatabases(t, 'a transaction whose work throws leaves nothing', async (t, db) => {
  const work = db.transaction(async client => {
    await client.query(`INSERT INTO settings VALUES ('a', '1')`)
    throw new Error('changed my mind')
  })
  await t.rejects(work, { message: 'changed my mind' })
  t.equal(await db.prisma.setting.count(), 0)
})

await testOnDatabases(t, 'a failed COMMIT is an error', async (t, db) => {
  await db.pool.query(
    `CREATE TABLE parent (id int PRIMARY KEY);
     CREATE TABLE child (id int REFERENCES parent DEFERRABLE INITIALLY DEFERRED)`,
  )
  const insert = 'INSERT INTO child VALUES (1)'
  const work = db.transaction(client => client.query(insert))
  await t.rejects(work, { code: '23503' })
  await t.rejects(
    db.prisma.$transaction(tx => tx.$executeRawUnsafe(insert)),
    /ForeignKey|foreign key/i,
  )
  t.same((await db.pool.query('SELECT * FROM child')).rows, [])
})

await testOnDatabases(t, 'a transaction whose work swallowed an error of the database is an error', async (t, db) => {
  const work = db.transaction(async client => {
    await client.query(`INSERT INTO settings VALUES ('a', '1')`)
    await client.query('SELECT 1/0').catch(() => {})
  })
  await t.rejects(work, /rolled back/)
  t.equal(await db.prisma.setting.count(), 0)
})

await testOnDatabases(t, 'errors after a syntax error are still reported', async (t, db) => {
  for (const values of [undefined, []]) {
    await t.rejects(db.pool.query('SELEC 1', values), { code: '42601' })
    await t.rejects(db.pool.query('SELECT 1/0', values), { code: '22012' })
    t.same((await db.pool.query('SELECT 1 AS one', values)).rows, [{ one: 1 }])
  }
})

await testOnDatabases(t, 'a connection lost in mid-transaction takes its transaction with it', async (t, db) => {
  const client = await db.pool.connect()
  client.on('error', () => {})
  await client.query('BEGIN')
  await client.query(`INSERT INTO settings VALUES ('a', '1')`)
  client.release(new Error('lost'))
  t.equal(await db.prisma.setting.count(), 0)
})

await testOnDatabases(t, 'isolation levels are honoured', async (t, db) => {
  const level = () =>
    db.prisma.$transaction(tx => tx.$queryRaw`SHOW transaction_isolation`, { isolationLevel: 'Serializable' })
  t.match(await level(), [{ transaction_isolation: 'serializable' }])
})

await testOnDatabases(t, 'forty at a time get their own rows, and no update is lost', async (t, db) => {
  await db.pool.query('CREATE TABLE counter (id int PRIMARY KEY, n int); INSERT INTO counter VALUES (1, 0)')
  const operations = [
    async (n: number) => t.same((await db.pool.query('SELECT $1::int AS n', [n])).rows, [{ n }]),
    async (n: number) => t.match(await db.prisma.warehouse.create({ data: { name: `w${n}` } }), { name: `w${n}` }),
    async (n: number) => t.rejects(db.prisma.warehouse.findUniqueOrThrow({ where: { name: `none${n}` } })),
    async () => t.rejects(db.pool.query('SELECT 1/0'), { code: '22012' }),
    async () =>
      db.transaction(async client => {
        const { rows } = await client.query('SELECT n FROM counter WHERE id = 1 FOR UPDATE')
        await client.query('UPDATE counter SET n = $1 WHERE id = 1', [rows[0].n + 1])
      }),
  ]
  let next = 0
  const work = async () => {
    while (next < 400) {
      const n = next++
      await operations[n % operations.length]!(n)
    }
  }
  await Promise.all(Array.from({ length: 40 }, work))
  t.same((await db.pool.query('SELECT n FROM counter')).rows, [{ n: 80 }])
  t.equal(await db.prisma.warehouse.count(), 80)
})

await testOnDatabases(t, "whose fault an error is can be told from it, Prisma's included", async (t, db) => {
  const fail = async (work: Promise<unknown>) => work.then(() => undefined).catch(error => error)
  await db.prisma.warehouse.create({ data: { name: 'one' } })
  const data = {
    unique: fail(db.pool.query(`INSERT INTO warehouses (name) VALUES ('one')`)),
    'unique by Prisma': fail(db.prisma.warehouse.create({ data: { name: 'one' } })),
    'not null': fail(db.pool.query('INSERT INTO warehouses (name) VALUES (NULL)')),
    number: fail(db.pool.query(`SELECT 'NaN five'::numeric`)),
    date: fail(db.pool.query(`SELECT '0000-00-00'::date`)),
    'nul byte': fail(db.pool.query(`SELECT '{"a":"\\u0000"}'::jsonb ->> 'a'`)),
    'index row too long': fail(
      db.pool.query(
        `INSERT INTO warehouses (name) SELECT string_agg(md5(i::text), '') FROM generate_series(1, 9000) i`,
      ),
    ),
  }
  for (const [name, error] of Object.entries(data)) {
    t.equal(isDataError(await error), true, name)
    t.equal(isLost(await error), false, name)
  }
  const syntax = await fail(db.pool.query('SELEC'))
  t.equal(isDataError(syntax), false)
  t.equal(isLost(syntax), false)
  await db.close()
  t.equal(isLost(await fail(db.pool.query('SELECT 1'))), true, 'closed')
})

t.test('a database that cannot be reached or cannot go on is told from a bad row', async t => {
  const lost = ['08006', '57P01', '53100', '58030', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE']
  for (const code of lost) t.equal(isLost(Object.assign(new Error('x'), { code })), true, code)
  t.equal(isLost(new Error('Connection terminated unexpectedly')), true)
  t.equal(isLost(new Error('outer', { cause: Object.assign(new Error('inner'), { code: '57P03' }) })), true)
  for (const other of [new Error('x'), 'text', undefined, null]) t.equal(isLost(other) || isDataError(other), false)
})
