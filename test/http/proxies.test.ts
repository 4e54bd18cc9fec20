import t from 'tap'
import { startApi, type TestApi } from '../support/api.ts'
import { admin, openBrowser, setUp } from '../support/browser.ts'
import { testOnDatabases } from '../support/database.ts'

const person = '203.0.113.7'
const forwarded = {
  'x-forwarded-for': person,
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'koppla.example',
}

/** Signs in as a proxy on this machine passes it on. */
function signIn(api: TestApi, headers: Readonly<Record<string, string>>, password = admin.password) {
  const origin = headers['x-forwarded-proto'] === 'https' ? 'https://koppla.example' : api.baseUrl
  return openBrowser(api, origin).ask('POST', '/session', { body: { email: admin.email, password }, headers })
}

const lastAddress = async (api: TestApi) => (await api.ask('GET', '/audit?limit=1')).body.items[0].address

await testOnDatabases(t, 'behind a trusted proxy the person’s own address and https count', async (t, db) => {
  const api = await startApi(t, db, { trustedProxies: ['127.0.0.0/8'] })
  await setUp(api)
  const opened = await signIn(api, forwarded)
  t.equal(opened.status, 200, 'the page at the public address is ours')
  t.equal(await lastAddress(api), person)
  t.match(opened.headers.getSetCookie(), [/HttpOnly; SameSite=Lax; Secure$/i])
  t.ok(opened.headers.has('strict-transport-security'))
  const chain = { ...forwarded, 'x-forwarded-for': `198.51.100.1, ${person}, 127.0.0.9` }
  t.equal((await signIn(api, chain)).status, 200)
  t.equal(await lastAddress(api), person, 'what stands before the last untrusted address is claimed by anybody')

  for (let count = 0; count < 12; count++) await signIn(api, forwarded, 'a guess')
  t.equal((await signIn(api, forwarded)).status, 429, 'who guesses is held up')
  t.equal((await signIn(api, { ...forwarded, 'x-forwarded-for': '203.0.113.8' })).status, 200, 'and nobody else')
})

await testOnDatabases(t, 'what anybody else claims of where they are counts for nothing', async (t, db) => {
  for (const trustedProxies of [[], ['10.0.0.0/8']]) {
    const api = await startApi(t, db, { trustedProxies })
    await setUp(api).catch(() => {})
    t.equal((await signIn(api, forwarded)).status, 403, 'the page of a host that is only claimed is not ours')
    const { 'x-forwarded-for': address } = forwarded
    const opened = await signIn(api, { 'x-forwarded-for': address })
    t.equal(opened.status, 200)
    t.equal(await lastAddress(api), '127.0.0.1')
    t.notMatch(opened.headers.getSetCookie()[0], /Secure/)
    t.notOk(opened.headers.has('strict-transport-security'))
  }
})
