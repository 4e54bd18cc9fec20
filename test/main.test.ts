import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import t, { type Test } from 'tap'
import { readConfig } from '../src/config.ts'
import { type Koppla, startKoppla } from '../src/main.ts'
import { openTestDatabase, testServerUrl } from './support/database.ts'

t.setTimeout(600_000)

const registry = new Map()
const environment = (folder: string) => ({ KOPPLA_DATA: folder, KOPPLA_PORT: '0', KOPPLA_LOG_LEVEL: 'silent' })

async function ask({ url }: Koppla, path: string, key?: string): Promise<number> {
  const answer = await fetch(url + path, { headers: key === undefined ? {} : { authorization: `Bearer ${key}` } })
  await answer.text()
  return answer.status
}

/** A data folder whose database is made already: that takes longest of all. */
async function makeDataFolder(t: Test): Promise<string> {
  const { db, options } = await openTestDatabase(t)
  await db.close()
  return options.dir
}

await t.test('the first start makes a key for an admin, the second does not', async t => {
  const config = readConfig(environment(await makeDataFolder(t)))
  const first = await startKoppla(config, { registry })
  t.equal(await ask(first, '/readyz'), 200)
  t.match(first.firstKey, /^kpl_/)
  t.equal(await ask(first, '/api/v1/keys', first.firstKey), 200)
  t.equal(await ask(first, '/api/v1/keys', first.operatorKey), 200)
  t.equal(await ask(first, '/api/v1/keys', `${first.operatorKey}x`), 401)
  await t.rejects(startKoppla(config, { registry }), { name: 'StartError' }, 'the folder has one process')
  await first.close()
  await t.rejects(ask(first, '/readyz'), 'it has ended')

  const second = await startKoppla(config, { registry, scheduler: false })
  t.teardown(() => second.close())
  t.equal(second.firstKey, undefined)
  t.equal(await ask(second, '/api/v1/keys', first.firstKey), 200, 'what was stored is there')
  t.equal(await ask(second, '/api/v1/keys', first.operatorKey), 401, 'the key of a process ends with it')
})

await t.test('a first start that ends before its key is seen leaves none: the next one shows another', async t => {
  const config = readConfig(environment(await makeDataFolder(t)))
  let seen = ''
  const dying = startKoppla(config, {
    registry,
    showFirstKey(key) {
      seen = key
      throw new Error('killed')
    },
  })
  await t.rejects(dying, { message: 'killed' })
  const shown: string[] = []
  const next = await startKoppla(config, { registry, showFirstKey: (...words) => shown.push(...words) })
  t.teardown(() => next.close())
  t.same(shown, [next.firstKey, next.url])
  t.equal(await ask(next, '/api/v1/keys', next.firstKey), 200)
  t.equal(await ask(next, '/api/v1/keys', seen), 401, 'it never counted')
})

await t.test('an address that is taken ends the start and lets go of the database', async t => {
  const folder = await makeDataFolder(t)
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const config = readConfig({ ...environment(folder), KOPPLA_PORT: String((taken.address() as AddressInfo).port) })
  await t.rejects(startKoppla(config, { registry }), { name: 'StartError', message: /another program/ })
  const again = await startKoppla(readConfig(environment(folder)), { registry })
  await again.close()
})

if (testServerUrl) {
  await t.test('web and worker share one server, each in its role', async t => {
    const { options } = await openTestDatabase(t, 'server')
    const shared = { ...environment(''), DATABASE_URL: options.url, KOPPLA_KEY: randomBytes(32).toString('base64') }
    const web = await startKoppla(readConfig({ ...shared, KOPPLA_ROLE: 'web' }), { registry })
    t.teardown(() => web.close())
    const worker = await startKoppla(readConfig({ ...shared, KOPPLA_ROLE: 'worker' }), { registry })
    t.teardown(() => worker.close())
    t.equal(worker.url, '')
    t.equal(await ask(web, '/api/v1/keys', web.firstKey), 200)
    const other = { ...shared, KOPPLA_KEY: randomBytes(32).toString('base64') }
    await t.rejects(startKoppla(readConfig(other), { registry }), { name: 'StartError' }, 'another key is refused')
  })
}
