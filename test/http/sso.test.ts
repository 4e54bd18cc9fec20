import t, { type Test } from 'tap'
import type { SsoSettings } from '../../src/config/sso.ts'
import type { Database } from '../../src/db.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { addPerson, admin, openBrowser, setUp } from '../support/browser.ts'
import { testOnDatabases } from '../support/database.ts'
import { type Oidc, type OidcPerson, startOidc } from '../support/oidc.ts'

const anna: OidcPerson = { sub: 'anna-1', email: 'Anna@Example.com', email_verified: true, name: 'Anna A' }
const callback = '/api/v1/session/sso/callback'

async function start(t: Test, db: Database, settings: Partial<SsoSettings> = {}) {
  const oidc = await startOidc(t, settings)
  const api = await startApi(t, db, { ssoSettings: oidc.settings })
  oidc.serve(api.baseUrl + callback)
  return { oidc, api }
}

/** Follows the redirects as a browser does, cookies of both sides included. */
async function goThrough(
  api: TestApi,
  path = '/session/sso?next=/orders%3Fq%3D1',
  comeBack: (to: URL) => URL = to => to,
) {
  const jar = new Map<string, Map<string, string>>()
  let url = `${api.baseUrl}/api/v1${path}`
  const seen: string[] = []
  for (let step = 0; step < 12; step++) {
    const { host, pathname } = new URL(url)
    if (host === new URL(api.baseUrl).host && !pathname.startsWith('/api/')) break
    const cookies = jar.get(host) ?? new Map<string, string>()
    jar.set(host, cookies)
    const cookie = [...cookies].map(pair => pair.join('=')).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    seen.push(url)
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`)
    const to = new URL(location, url)
    url = (to.pathname === callback ? comeBack(to) : to).href
  }
  const browser = openBrowser(api)
  for (const [name, value] of jar.get(new URL(api.baseUrl).host) ?? []) browser.cookies.set(name, value)
  return { browser, seen, end: url.slice(api.baseUrl.length) }
}

const signInAs = async (setting: { oidc: Oidc; api: TestApi }, person: OidcPerson | null) => {
  setting.oidc.person = person
  return goThrough(setting.api)
}

await testOnDatabases(t, 'a person who is a user signs in at the provider', async (t, db) => {
  const both = await start(t, db)
  const { api } = both
  await setUp(api)
  t.match((await api.ask('GET', '/setup', { as: null })).body, { needed: false, sso: { label: null } })
  const { browser, seen, end } = await signInAs(both, anna)
  t.equal(end, '/orders?q=1', 'and goes on where they were going')
  t.match((await browser.ask('GET', '/me')).body, { email: admin.email, role: 'admin', via: 'session' })
  t.notOk(browser.cookies.has('koppla.sso'), 'what was needed on the way is forgotten')
  const asked = new URL(seen[1]!).searchParams
  t.match(Object.fromEntries(asked), { response_type: 'code', code_challenge_method: 'S256', scope: /openid/ })
  for (const name of ['state', 'nonce', 'code_challenge']) t.match(asked.get(name), /^[\w-]{43}$/, name)
  t.match((await api.ask('GET', '/audit?limit=1')).body.items, [
    { actor: admin.email, action: 'session.started', detail: { via: 'single sign-on' } },
  ])
  const renamed = await signInAs(both, { ...anna, email: 'anna.b@example.com' })
  t.match((await renamed.browser.ask('GET', '/me')).body, { email: admin.email }, 'known by the account from then on')
  t.match(await signInAs(both, { ...anna, sub: 'another' }), { end: '/sign-in?sso=other_account' })
})

await testOnDatabases(t, 'who is refused is told why', async (t, db) => {
  const both = await start(t, db)
  await setUp(both.api)
  const refused: [OidcPerson | null, string][] = [
    [{ ...anna, email: 'eve@example.com' }, 'unknown_person'],
    [{ ...anna, email_verified: false }, 'email_unverified'],
    [{ sub: 'anna-1', email: 'anna@example.com' }, 'email_unverified'],
    [{ sub: 'anna-1' }, 'no_email'],
    [null, 'cancelled'],
  ]
  for (const [person, code] of refused) {
    const { browser, end } = await signInAs(both, person)
    t.equal(end, `/sign-in?sso=${code}`)
    t.equal((await browser.ask('GET', '/me')).status, 401)
  }
  t.match((await both.api.ask('GET', '/users')).body.items, [{ email: admin.email }], 'nobody was added')
})

await testOnDatabases(t, 'domain and claim give access, and new people a role', async (t, db) => {
  const settings = {
    domains: ['example.com'],
    claim: { name: 'groups', value: 'koppla' },
    newPeople: 'viewer',
  } as const
  const both = await start(t, db, { ...settings, trustEmail: true })
  const groups = ['staff', 'koppla']
  const nina = { sub: 'nina-1', email: 'nina@example.com', name: 'Nina N', groups }
  t.match(await signInAs(both, nina), { end: '/sign-in?sso=unknown_person' }, 'the first of all is made with the key')
  await setUp(both.api)
  const { browser } = await signInAs(both, nina)
  t.match((await browser.ask('GET', '/me')).body, {
    name: 'Nina N',
    email: nina.email,
    role: 'viewer',
    hasPassword: false,
  })
  t.match((await both.api.ask('GET', '/audit?action=user.created&limit=1')).body.items, [{ actor: 'single sign-on' }])
  t.match(await signInAs(both, { ...nina, groups: ['staff'] }), { end: '/sign-in?sso=no_access' })
  t.match(await signInAs(both, { ...nina, email: 'nina@example.org' }), { end: '/sign-in?sso=no_access' })
  t.match(await signInAs(both, { ...nina, email_verified: false }), { end: '/sign-in?sso=email_unverified' })
})

await testOnDatabases(t, 'a password that was given and never replaced is no way in any more', async (t, db) => {
  const both = await start(t, db)
  await setUp(both.api)
  const body = { name: 'Sven', email: 'sven@example.com', role: 'support' }
  const { password } = (await both.api.ask('POST', '/users', { body })).body
  const { browser } = await signInAs(both, { sub: 'sven-1', email: body.email, email_verified: true })
  t.match((await browser.ask('GET', '/me')).body, { email: body.email, mustChangePassword: false })
  t.equal((await browser.ask('GET', '/connections')).status, 200)
  const given = await openBrowser(both.api).ask('POST', '/session', { body: { email: body.email, password } })
  t.equal(given.status, 401)
  await addPerson(both.api, 'viewer')
  await signInAs(both, { sub: 'viewer-1', email: 'viewer@example.com', email_verified: true })
  const own = { email: 'viewer@example.com', password: 'a password of viewer' }
  t.equal((await openBrowser(both.api).ask('POST', '/session', { body: own })).status, 200, 'one of their own is')
})

await testOnDatabases(t, 'what did not begin here ends nowhere', async (t, db) => {
  const both = await start(t, db)
  const { api } = both
  await setUp(api)
  both.oidc.person = anna
  const { end } = await goThrough(api, '/session/sso/callback?code=x&state=y')
  t.equal(end, '/sign-in?sso=expired', 'without the cookie of the browser that began')
  let stolen = ''
  const steal = (to: URL) => {
    stolen = to.searchParams.get('code') ?? ''
    return new URL('/elsewhere', to)
  }
  await goThrough(api, '/session/sso', steal)
  const replace = (name: string, value: string) => (to: URL) => {
    to.searchParams.set(name, value)
    return to
  }
  const forged = await goThrough(api, '/session/sso', replace('code', stolen))
  t.match(forged, { end: '/sign-in?sso=expired' }, 'the code of another browser')
  t.equal((await forged.browser.ask('GET', '/me')).status, 401)
  t.match(await goThrough(api, '/session/sso', replace('state', 'y')), { end: '/sign-in?sso=expired' })
  const elsewhere = replace('iss', 'https://evil.example')
  t.match(await goThrough(api, '/session/sso', elsewhere), { end: '/sign-in?sso=refused' }, 'of another provider')
  const ways = [
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
  ]
  const dotted = [
    '/..//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/..\\\\evil.example',
    '/%2e%2e//evil.example',
  ]
  for (const next of [...ways, ...dotted]) {
    const { end } = await goThrough(api, `/session/sso?next=${encodeURIComponent(next)}`)
    t.match(end, /^\/($|%09|evil\.example)/, `${next} leads nowhere else`)
  }
  t.equal((await api.ask('POST', '//api/auth/sign-in/sso', { as: null, body: { userId: 'x' } })).status, 404)
})

await testOnDatabases(t, 'a provider that is down is told apart from one that is set up wrong', async (t, db) => {
  const both = await start(t, db)
  const { api, oidc } = both
  await setUp(api)
  const found = (await api.ask('GET', '/doctor')).body.items
  t.match(found.at(-1), { title: /single sign-on provider answers/, status: 'passed' })
  const strange = await startApi(t, db, { ssoSettings: { ...oidc.settings, clientSecret: 'another' } })
  oidc.serve(strange.baseUrl + callback)
  t.match(await signInAs({ api: strange, oidc }, anna), { end: '/sign-in?sso=misconfigured' })
  await oidc.close()
  const cut = await startApi(t, db, { ssoSettings: oidc.settings })
  t.match(await goThrough(cut), { end: '/sign-in?sso=unreachable' })
  const items = (await cut.ask('GET', '/doctor')).body.items
  t.match(items.at(-1), { status: 'failed', diagnosis: /refuses the connection/, remedy: /KOPPLA_SSO_ISSUER/ })
  const { email, password } = admin
  t.equal((await openBrowser(cut).ask('POST', '/session', { body: { email, password } })).status, 200)
})

await testOnDatabases(t, 'without single sign-on there is none', async (t, db) => {
  const api = await startApi(t, db)
  t.match((await api.ask('GET', '/setup', { as: null })).body, { sso: null })
  t.match(await api.ask('GET', '/session/sso', { as: null }), { status: 404, body: { remedy: /KOPPLA_SSO_ISSUER/ } })
})
