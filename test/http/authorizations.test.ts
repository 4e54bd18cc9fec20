import { createHash, randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import t from 'tap'
import type { Database } from '../../src/db.ts'
import { openLog } from '../../src/log.ts'
import { type Answered, startApi } from '../support/api.ts'
import { addPerson, type Browser, setUp } from '../support/browser.ts'
import { type ConsentShop, consentRegistry, startConsentShop } from '../support/consent-shop.ts'
import { testOnDatabases } from '../support/database.ts'

const callback = '/api/v1/authorizations/callback'

async function start(t: Test, db: Database, options: Parameters<typeof startApi>[2] = {}) {
  const api = await startApi(t, db, { registry: consentRegistry, ...options })
  const shop = await startConsentShop(t)
  shop.consent.redirectUri = api.baseUrl + callback
  return { api, shop, browser: await setUp(api) }
}

const formOf = (shop: ConsentShop, more: object = {}) => ({
  externalSystem: 'consentia',
  credential: { ...shop.credential(), ...more },
})

/** Asks for consent, and goes to the page where it is given. Gives where that sends the browser. */
async function goThere(browser: Browser, shop: ConsentShop) {
  const { body } = await browser.ask('POST', '/authorizations', { body: formOf(shop) })
  const page = await fetch(body.url, { redirect: 'manual' })
  return { id: body.id as string, back: new URL(page.headers.get('location') ?? 'http://nowhere.invalid') }
}

const comeBack = (browser: Browser, { pathname, search }: URL): Promise<Answered> =>
  browser.ask('GET', `/${pathname}${search}`, { headers: { accept: 'text/html' } })

const goThrough = async (browser: Browser, shop: ConsentShop) => {
  const { id, back } = await goThere(browser, shop)
  const page = await comeBack(browser, back)
  return { id, back, page, told: (await browser.ask('GET', `/authorizations/${id}`)).body }
}

await testOnDatabases(t, 'consent at the system’s page fills in the form', async (t, db) => {
  const { api, shop, browser } = await start(t, db)
  const { items } = (await browser.ask('GET', '/connectors')).body
  t.match(items[0].authorization, {
    ...{ label: 'Connect with Consentia', needs: ['apiUrl', 'accessToken', 'secret'], fills: ['tenantId'] },
    redirectUri: api.baseUrl + callback,
  })
  const begun = await browser.ask('POST', '/authorizations', { body: formOf(shop, { tenantId: 'not known yet' }) })
  t.match(begun, { status: 201, body: { expiresAt: /Z$/ } })
  t.match(new URL(begun.body.url).searchParams.get('state'), /^[\w-]{43}$/)
  const { id } = begun.body
  t.match((await browser.ask('GET', `/authorizations/${id}`)).body, { state: 'pending', fields: null, problem: null })

  const { back, page, told } = await goThrough(browser, shop)
  t.strictSame(told.fields, { tenantId: '4711' })
  t.match(told, { state: 'granted', externalSystem: 'consentia', problem: null })
  t.match(page, { status: 200, text: /Consentia has let Koppla in[\s\S]*You may close this window/ })
  for (const kept of [back.searchParams.get('code')!, back.searchParams.get('state')!, shop.state.secret, '4711'])
    t.notOk(page.text.includes(kept), 'the page shows nothing of it')
  t.match(page.text, `data-id="${told.id}"`)
  t.match((await api.ask('GET', '/audit?limit=1')).body.items, [
    { actor: 'anna@example.com', action: 'authorization.granted', target: told.id, detail: { name: 'Consentia' } },
  ])
  const form = { ...formOf(shop, told.fields), name: 'With consent' }
  const { verificationToken } = (await browser.ask('POST', '/connections/verify', { body: formOf(shop, told.fields) }))
    .body
  t.equal((await browser.ask('POST', '/connections', { body: { ...form, verificationToken } })).status, 201)
})

await testOnDatabases(t, 'what is kept meanwhile gives nothing away, and no longer than it must', async (t, db) => {
  const { shop, browser } = await start(t, db)
  const { id, back } = await goThere(browser, shop)
  const readRow = async () =>
    (await db.pool.query("SELECT *, encode(sealed, 'escape') AS shown FROM authorizations WHERE id = $1", [id])).rows[0]
  const before = await readRow()
  const state = back.searchParams.get('state')!
  t.equal(before.state_hash, createHash('sha256').update(state).digest('base64url'))
  for (const secret of [state, shop.state.secret]) t.notOk(JSON.stringify(before).includes(secret))
  await comeBack(browser, back)
  t.match(await readRow(), { sealed: null })
})

await testOnDatabases(t, 'the page may run its own script and nothing else', async (t, db) => {
  const { shop, browser } = await start(t, db)
  const { page } = await goThrough(browser, shop)
  const policy = page.headers.get('content-security-policy') ?? ''
  t.match(policy, /default-src 'none'/)
  t.notMatch(policy, /unsafe|\*|http/)
  for (const tag of ['script', 'style']) {
    const content = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page.text)?.[1] ?? ''
    t.ok(policy.includes(`${tag}-src 'sha256-${createHash('sha256').update(content).digest('base64')}'`), tag)
  }
  t.match(Object.fromEntries(page.headers), { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
})

await testOnDatabases(t, 'an answer counts once, in the session that asked, and for ten minutes', async (t, db) => {
  const { api, shop, browser } = await start(t, db)
  const first = await goThrough(browser, shop)
  t.match(await comeBack(browser, first.back), { status: 409, text: /used already/ })
  t.match((await browser.ask('GET', `/authorizations/${first.id}`)).body, { state: 'granted' }, 'the first one stays')

  const wrong = await goThere(browser, shop)
  const forged = new URL(wrong.back)
  forged.searchParams.set('state', 'A'.repeat(43))
  t.match(await comeBack(browser, forged), { status: 409, text: /not asked for in this browser/ })
  forged.searchParams.delete('state')
  t.match(await comeBack(browser, forged), { status: 409, text: /not asked for in this browser/ })

  const eve = await addPerson(api, 'admin', 'eve@example.com')
  t.match(await comeBack(eve, wrong.back), { status: 409, text: /not asked for in this browser/ })
  t.equal((await eve.ask('GET', `/authorizations/${wrong.id}`)).status, 404)
  t.equal((await eve.ask('DELETE', `/authorizations/${wrong.id}`)).status, 404)
  t.ok(shop.codes.size > 0, 'its code was not exchanged')

  await db.pool.query(`UPDATE authorizations SET expires_at = now() - interval '1 s' WHERE id = $1`, [wrong.id])
  t.match((await browser.ask('GET', `/authorizations/${wrong.id}`)).body, { state: 'expired' })
  t.match(await comeBack(browser, wrong.back), { status: 409, text: /more than ten minutes ago/ })

  const cancelled = await goThere(browser, shop)
  t.equal((await browser.ask('DELETE', `/authorizations/${cancelled.id}`)).status, 204)
  t.match(await comeBack(browser, cancelled.back), { status: 409, text: /or it was cancelled/ })

  const left = await goThere(browser, shop)
  await browser.ask('DELETE', '/session')
  const { rows } = await db.pool.query('SELECT FROM authorizations WHERE id = $1', [left.id])
  t.equal(rows.length, 0, 'what a session asked for ends with it')
})

await testOnDatabases(t, 'what the system refuses is told with what to do', async (t, db) => {
  const { shop, browser } = await start(t, db)
  const refusals = [
    [{ error: 'access_denied' }, /Nobody gave consent at Consentia/, /allow what is asked/],
    [{ error: 'no_licence' }, /has no licence/, /Buy one/],
    [
      { error: 'odd', error_description: 'Because <b>so</b>' },
      /Consentia refused \(odd: Because <b>so<\/b>\)/,
      /begin again/,
    ],
    [{ code: '' }, /Consentia refused \(no code\)/, /begin again/],
  ] as const
  for (const [refusal, message, remedy] of refusals) {
    shop.consent.refusal = refusal
    const { page, told } = await goThrough(browser, shop)
    t.match(told, { state: 'refused', fields: null, problem: { message, remedy } })
    t.match(page, { status: 200, text: /Consentia has not let Koppla in/ })
    t.notMatch(page.text, /<b>/, 'what others say is text on our page')
  }
})

await testOnDatabases(t, 'a code that the system does not exchange is told at the field at fault', async (t, db) => {
  const lines: string[] = []
  const { shop, browser } = await start(t, db, { log: openLog('info', { write: line => lines.push(line) }) })
  const { back, ...asked } = await goThere(browser, shop)
  const code = back.searchParams.get('code')!
  shop.consent.token = { status: 400, body: `no such code: ${code} by ${shop.state.secret}` }
  const page = await comeBack(browser, back)
  const { body } = await browser.ask('GET', `/authorizations/${asked.id}`)
  t.match(body, { state: 'refused', problem: { message: /gave no token/, remedy: /Copy the secret/, field: 'secret' } })
  for (const secret of [code, shop.state.secret]) t.notOk((page.text + JSON.stringify(body)).includes(secret))

  shop.consent.token = { status: 200, body: { tenant: 'none at all' } }
  const odd = await goThrough(browser, shop)
  t.match(odd.told, { state: 'refused', problem: { message: /can make nothing of the answer/ } })
  t.match(lines.join(''), /consent led to nothing/, 'the operator learns why')
  for (const secret of [odd.back.searchParams.get('code')!, odd.back.searchParams.get('state')!, shop.state.secret])
    t.notOk(lines.join('').includes(secret), 'and no secret')
})

await testOnDatabases(t, 'only an admin who has signed in asks for consent', async (t, db) => {
  const { api, shop, browser } = await start(t, db)
  const body = formOf(shop)
  t.match(await api.ask('POST', '/authorizations', { body }), { status: 403, body: { detail: /for people/ } })
  const support = await addPerson(api, 'support')
  t.equal((await support.ask('POST', '/authorizations', { body })).status, 403)
  const foreign = { origin: 'https://elsewhere.example' }
  t.match(await browser.ask('POST', '/authorizations', { body, headers: foreign }), {
    ...{ status: 403, body: { code: 'foreign_origin' } },
  })
  const { back } = await goThere(browser, shop)
  t.match(await comeBack(support, back), { status: 403, text: /Your role is support/ })
  const nobody = await api.ask('GET', `/${back.pathname}${back.search}`, { as: null })
  t.match(nobody, { status: 401, text: /<html[\s\S]*Nobody is signed in any more/ })
  t.match(await api.ask('GET', `/${back.pathname}`), { status: 403, text: /<html/ })
  t.match(await comeBack(browser, back), { status: 200 }, 'none of them used it up')
  t.equal((await browser.ask('GET', `/authorizations/${randomUUID()}`)).status, 404)
  const { paths } = (await api.ask('GET', '//api/openapi.json', { as: null })).body
  t.strictSame(
    Object.keys(paths).filter(path => path.includes('authorizations')),
    ['/api/v1/authorizations', '/api/v1/authorizations/{id}'],
    'the page is no part of the API',
  )
})

await testOnDatabases(t, 'what is needed before is asked for, field by field', async (t, db) => {
  const { shop, browser } = await start(t, db)
  const begin = (body: object) => browser.ask('POST', '/authorizations', { body })
  const missing = formOf(shop, { secret: '' })
  t.match(await begin(missing), {
    status: 400,
    body: { errors: [{ field: 'credential.secret', message: /Fill this in/ }] },
  })
  t.match(await begin({ ...missing, externalSystem: 'none' }), {
    status: 400,
    body: { errors: [{ field: 'externalSystem' }] },
  })
  t.match(await begin(formOf(shop, { apiUrl: 'javascript:alert(1)//' })), { status: 400, body: { detail: /no page/ } })
})

await testOnDatabases(t, 'behind a public address, consent comes back to that', async (t, db) => {
  const publicUrl = 'https://koppla.example'
  const { shop, browser } = await start(t, db, { publicUrl })
  const { url } = (await browser.ask('POST', '/authorizations', { body: formOf(shop) })).body
  t.equal(new URL(url).searchParams.get('redirect_uri'), publicUrl + callback)
})

await testOnDatabases(t, 'the page speaks the reader’s language', async (t, db) => {
  const { shop, browser } = await start(t, db)
  const { back } = await goThere(browser, shop)
  const headers = { 'accept-language': 'sv' }
  const page = await browser.ask('GET', `/${back.pathname}${back.search}`, { headers })
  t.match(page.text, /<html lang="sv">[\s\S]*Consentia har släppt in Koppla/)
  t.match((await browser.ask('GET', '/connectors', { headers })).body.items[0].authorization, {
    label: 'Anslut med Consentia',
  })
})
