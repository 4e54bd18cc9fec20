import t from 'tap'
import { openCompany, standStill } from './ask-fortnox.ts'

const noon = '2026-11-20T12:00:00Z'
const small = { orders: 2, articles: 3, customers: 3, vouchers: 1 }
const redirect_uri = 'https://koppla.example/connected'
const wish = {
  ...{ response_type: 'code', access_type: 'offline', scope: 'article companyinformation', state: 'abc 1' },
  redirect_uri,
}

t.test('a service account is given a token for an hour, and no other to renew it with', async t => {
  const clock = standStill(noon)
  const { ask, apps, store, get } = await openCompany(t, { ...small, clock })
  const tenant = { TenantId: String(store.state.tenantId) }
  const { status, body } = await ask({ grant_type: 'client_credentials' }, apps.full, tenant)
  t.equal(status, 200)
  t.match(body, { scope: /\barticle\b/, expires_in: 3_600, token_type: 'bearer' })
  t.notOk('refresh_token' in body)
  const [, claims = ''] = body.access_token.split('.')
  const { tenantId, clientId, exp, iat, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  t.strictSame(
    { tenantId, clientId, hour: exp - iat },
    { tenantId: 1_205_577, clientId: apps.full.clientId, hour: 3_600 },
  )
  t.equal(sub, '1@1205577')
  const token = body.access_token
  t.equal((await get('companyinformation', { token })).status, 200)
  clock.skewMs = 3_599_000
  t.equal((await get('companyinformation', { token })).status, 200)
  clock.skewMs = 3_600_000
  t.match(await get('companyinformation', { token }), { status: 401, text: '{"message":"unauthorized"}' })
})

t.test('client credentials are for a company that consented to a service account', async t => {
  const { ask, apps, store } = await openCompany(t, small)
  const by = (headers: Record<string, string>, app = apps.full) =>
    ask({ grant_type: 'client_credentials' }, app, headers)
  t.match(await by({}), { status: 400, body: { error: 'invalid_request' } })
  t.match(await by({ TenantId: 'me' }), { status: 400, body: { error: 'invalid_request' } })
  t.match(await by({ TenantId: '1' }), { status: 400, body: { error: 'unauthorized_client' } })
  const tenant = { TenantId: String(store.state.tenantId) }
  t.match(await by(tenant, apps.fresh), { status: 400, body: { error: 'unauthorized_client' } }, 'nobody has consented')
  t.equal((await by(tenant, apps.narrow)).body.scope, 'companyinformation article customer', 'consent tells the scopes')
})

t.test('a wrong client is refused as text that is JSON', async t => {
  const { ask, apps } = await openCompany(t, small)
  const told = await ask(
    { grant_type: 'client_credentials' },
    { ...apps.full, clientSecret: 'wrong' },
    { TenantId: '1' },
  )
  t.equal(told.status, 401)
  t.match(told.headers.get('content-type'), /^text\/plain/)
  t.strictSame(told.body, { error: 'invalid_client', error_description: 'The client credentials are invalid' })
  t.match(await ask({ grant_type: 'password' }), { status: 400, body: { error: 'unsupported_grant_type' } })
})

t.test('consent sends the browser back with a code that is good once', async t => {
  const { consent, ask, apps, get } = await openCompany(t, small)
  const back = await consent({ ...wish, client_id: apps.fresh.clientId })
  t.equal(`${back.origin}${back.pathname}`, redirect_uri)
  t.equal(back.searchParams.get('state'), 'abc 1')
  const form = { grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '', redirect_uri }
  const { status, body } = await ask(form, apps.fresh)
  t.match({ status, body }, { status: 200, body: { scope: 'article companyinformation', refresh_token: /^\w{40}$/ } })
  t.equal((await get('articles', { token: body.access_token })).status, 200)
  const again = await ask(form, apps.fresh)
  t.match(again, { status: 400, body: { error: 'invalid_grant' } })
  t.match(again.headers.get('content-type'), /^text\/html/)
})

t.test('a code is good for ten minutes, for who got it, with the address that it was sent to', async t => {
  const clock = standStill(noon)
  const { consent, ask, apps } = await openCompany(t, { ...small, clock })
  const codeFor = async () =>
    (await consent({ ...wish, client_id: apps.fresh.clientId })).searchParams.get('code') ?? ''
  const grant_type = 'authorization_code'
  const refused = { status: 400, body: { error: 'invalid_grant' } }
  t.match(await ask({ grant_type, code: await codeFor() }, apps.fresh), refused, 'without the address')
  t.match(await ask({ grant_type, code: await codeFor(), redirect_uri }, apps.personal), refused, 'by another client')
  const code = await codeFor()
  clock.skewMs = 600_000
  t.match(await ask({ grant_type, code, redirect_uri }, apps.fresh), refused, 'too late')
  const last = await codeFor()
  clock.skewMs += 599_000
  t.equal((await ask({ grant_type, code: last, redirect_uri }, apps.fresh)).status, 200, 'just in time')
})

t.test('a refresh token is used once, and of two who use it at once one has nothing', async t => {
  const { consent, ask, apps, get } = await openCompany(t, small)
  const back = await consent({ ...wish, client_id: apps.personal.clientId })
  const code = back.searchParams.get('code') ?? ''
  const first = await ask({ grant_type: 'authorization_code', code, redirect_uri }, apps.personal)
  const form = { grant_type: 'refresh_token', refresh_token: first.body.refresh_token }
  const both = await Promise.all([ask(form, apps.personal), ask(form, apps.personal)])
  const [won, lost] = both.sort((a, b) => a.status - b.status)
  t.equal(won?.status, 200)
  t.match(lost, {
    status: 400,
    text: '{"error":"invalid_grant","error_description":"Invalid refresh token"}',
  })
  t.match(lost?.headers.get('content-type'), /^text\/html/)
  t.not(won?.body.refresh_token, first.body.refresh_token, 'and there is a new one')
  t.equal((await get('articles', { token: first.body.access_token })).status, 200, 'the old access lasts its hour')
  t.equal(
    (await ask({ ...form, refresh_token: won?.body.refresh_token }, apps.full)).status,
    400,
    'it is the client’s own',
  )
})

t.test('a refresh token lasts 45 days and can be revoked', async t => {
  const clock = standStill(noon)
  const { consent, ask, apps, baseUrl } = await openCompany(t, { ...small, clock })
  const grant = async () => {
    const code = (await consent({ ...wish, client_id: apps.fresh.clientId })).searchParams.get('code') ?? ''
    return (await ask({ grant_type: 'authorization_code', code, redirect_uri }, apps.fresh)).body.refresh_token
  }
  const [late, revoked] = [await grant(), await grant()]
  const authorization = `Basic ${btoa(`${apps.fresh.clientId}:${apps.fresh.clientSecret}`)}`
  const revoke = async () => {
    const body = new URLSearchParams({ token_type_hint: 'refresh_token', token: revoked })
    return (await fetch(`${baseUrl}/oauth-v1/revoke`, { method: 'POST', headers: { authorization }, body })).json()
  }
  t.strictSame([await revoke(), await revoke()], [{ revoked: true }, { revoked: false }])
  t.equal((await ask({ grant_type: 'refresh_token', refresh_token: revoked }, apps.fresh)).status, 400)
  clock.skewMs = 45 * 86_400_000
  t.equal((await ask({ grant_type: 'refresh_token', refresh_token: late }, apps.fresh)).status, 400)
})

t.test('without access_type=offline there is no refresh token', async t => {
  const { consent, ask, apps } = await openCompany(t, small)
  const { access_type: _, ...online } = wish
  const code = (await consent({ ...online, client_id: apps.fresh.clientId })).searchParams.get('code') ?? ''
  const { body } = await ask({ grant_type: 'authorization_code', code, redirect_uri }, apps.fresh)
  t.strictSame(Object.keys(body), ['access_token', 'scope', 'expires_in', 'token_type'])
})

t.test('a service account takes a consent of its own, by an administrator', async t => {
  const { consent, apps, tokenOf, get, store } = await openCompany(t, small)
  const service = { ...wish, account_type: 'service', client_id: apps.fresh.clientId }
  store.state.oauth.visitor = { admin: false, consents: true, licensed: true }
  t.equal((await consent(service)).searchParams.get('error'), 'access_denied')
  store.state.oauth.visitor = { admin: true, consents: true, licensed: true }
  t.ok((await consent(service)).searchParams.get('code'))
  t.equal((await get('articles', { token: await tokenOf(apps.fresh) })).status, 200)
  const refused = await consent({ ...service, client_id: apps.personal.clientId })
  t.equal(refused.searchParams.get('error_description'), 'Client does not allow service account')
})

t.test('what goes wrong with consent is told where the browser is sent', async t => {
  const { consent, apps, store } = await openCompany(t, small)
  const errorOf = async (changes: Record<string, string>) => {
    const back = await consent({ ...wish, client_id: apps.fresh.clientId, ...changes })
    return [back.searchParams.get('error'), back.searchParams.get('state')]
  }
  t.strictSame(await errorOf({ client_id: apps.unpublished.clientId }), ['error_missing_app_license', 'abc 1'])
  t.strictSame(await errorOf({ scope: 'article Everything' }), ['invalid_scope', 'abc 1'], 'case matters')
  t.strictSame(await errorOf({ response_type: 'token' }), ['unsupported_response_type', 'abc 1'])
  store.state.oauth.visitor = { admin: true, consents: true, licensed: false }
  t.strictSame(await errorOf({}), ['error_missing_license', 'abc 1'])
  store.state.oauth.visitor = { admin: true, consents: false, licensed: true }
  t.strictSame(await errorOf({}), ['access_denied', 'abc 1'])
  for (const wrong of [{ client_id: 'nobody' }, { redirect_uri: 'https://evil.example/' }])
    t.match(
      (await consent({ ...wish, client_id: apps.fresh.clientId, ...wrong })).pathname,
      '/400',
      'or nowhere at all',
    )
})
