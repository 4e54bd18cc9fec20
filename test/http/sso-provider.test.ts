// What is believed of an OpenID Connect provider, against one on this machine that says whatever a test wants.
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import type { SsoSettings } from '../../src/config/sso.ts'
import { type Flow, startFlow } from '../../src/http/sso/flow.ts'
import { openProvider } from '../../src/http/sso/provider.ts'
import { makeCertificates } from '../support/certificates.ts'

const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

function makeToken(claims: object, alg = 'RS256', seal = (text: string) => signRs256(text, own.privateKey)): string {
  const body = `${encode({ alg })}.${encode(claims)}`
  return `${body}.${seal(body).toString('base64url')}`
}

const signRs256 = (text: string, key: KeyObject) => sign('sha256', Buffer.from(text), key)

/** Its code is the ID token that it gives for it. */
async function start(t: Test, { told = {}, userInfo }: { told?: object; userInfo?: object } = {}) {
  const asked: { request: IncomingMessage; form: URLSearchParams }[] = []
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request))
    const answers: Record<string, object | undefined> = {
      '/realm/.well-known/openid-configuration': metadata,
      '/token': { access_token: 'a', token_type: 'Bearer', id_token: form.get('code') },
      '/keys': { keys: [{ ...own.publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
      '/person': userInfo,
    }
    asked.push({ request, form })
    const answer = answers[request.url ?? '']
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = `${origin}/realm`
  const metadata = {
    issuer,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    jwks_uri: `${origin}/keys`,
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    ...(userInfo && { userinfo_endpoint: `${origin}/person` }),
    ...told,
  }
  const settings = { issuer, clientId: 'koppla-1', clientSecret: 'a-b_c.d 100%', scopes: 'openid' } as SsoSettings
  const provider = openProvider(settings, undefined)
  t.teardown(() => {
    provider.close()
    server.closeAllConnections()
    server.close()
  })
  const flow: Flow = { ...startFlow({ redirectUri: 'http://127.0.0.1/callback', next: '/' }), nonce: 'n' }
  const redeem = (token: string) => provider.redeem(flow, `?code=${token}&state=${flow.state}`)
  const now = Math.floor(Date.now() / 1_000)
  const good = { iss: issuer, aud: 'koppla-1', sub: 'anna', nonce: 'n', iat: now, exp: now + 60 }
  return { provider, settings, asked, redeem, good, now }
}

t.test('an ID token that was made for us, just now, is believed', async t => {
  const { redeem, good, now } = await start(t)
  t.match(await redeem(makeToken(good)), { sub: 'anna' })
  t.match(await redeem(makeToken({ ...good, aud: ['koppla-1', 'b'], azp: 'koppla-1' })), { sub: 'anna' })
  t.match(await redeem(makeToken({ ...good, exp: now - 50 })), { sub: 'anna' }, 'clocks differ a little')
})

t.test('any other is refused', async t => {
  const { redeem, good, now, settings } = await start(t)
  const hmac = (text: string) => createHmac('sha256', settings.clientSecret).update(text).digest()
  const forged = {
    'signed by another': makeToken(good, 'RS256', text => signRs256(text, foreign.privateKey)),
    'signed with the secret': makeToken(good, 'HS256', hmac),
    'signed by nobody': makeToken(good, 'none', () => Buffer.alloc(0)),
    'another issuer': makeToken({ ...good, iss: 'https://evil.example' }),
    'for another client': makeToken({ ...good, aud: 'other' }),
    'for several, and another asked': makeToken({ ...good, aud: ['koppla-1', 'b'], azp: 'b' }),
    'in answer to another request': makeToken({ ...good, nonce: 'm' }),
    'in answer to no request': makeToken({ ...good, nonce: undefined }),
    'of nobody': makeToken({ ...good, sub: undefined }),
    'no token': 'x',
  }
  for (const [what, token] of Object.entries(forged))
    await t.rejects(redeem(token), { name: 'SsoError', code: 'refused' }, what)
  for (const at of [{ exp: now - 100 }, { iat: now + 600 }, { iat: now - 3_600 }, { nbf: now + 600 }])
    await t.rejects(redeem(makeToken({ ...good, ...at })), { code: 'clock' }, JSON.stringify(at))
})

t.test('what is told elsewhere counts if it is of the same person', async t => {
  const same = await start(t, { userInfo: { sub: 'anna', email: 'anna@example.com', nonce: 'm' } })
  t.match(
    await same.redeem(makeToken(same.good)),
    { email: 'anna@example.com', nonce: 'n' },
    'the ID token comes first',
  )
  const other = await start(t, { userInfo: { sub: 'eve', email: 'eve@example.com' } })
  t.notOk('email' in (await other.redeem(makeToken(other.good))))
})

t.test('the secret goes in the header, and in the body only where nothing else is taken', async t => {
  const header = await start(t)
  await header.redeem(makeToken(header.good))
  const first = header.asked.find(({ request }) => request.url === '/token')!
  const basic = Buffer.from('koppla-1:a-b_c.d+100%25').toString('base64')
  t.equal(first.request.headers.authorization, `Basic ${basic}`, 'encoded no further than it must be')
  t.match(first.form.get('code_verifier'), /^[\w-]{43}$/)
  const body = await start(t, { told: { token_endpoint_auth_methods_supported: ['client_secret_post'] } })
  await body.redeem(makeToken(body.good))
  const { request, form } = body.asked.find(({ request }) => request.url === '/token')!
  t.equal(request.headers.authorization, undefined)
  t.equal(form.get('client_secret'), body.settings.clientSecret)
})

t.test('a provider that cannot be used is found out before anybody is sent there', async t => {
  const slash = await start(t)
  const { origin } = new URL(slash.settings.issuer)
  await t.resolves(openProvider({ ...slash.settings, issuer: `${origin}/realm/` }, undefined).find(), 'a last slash')
  const unfit = [
    { issuer: `${origin}/{tenantid}/v2.0` },
    { token_endpoint: undefined },
    { jwks_uri: undefined },
    { authorization_endpoint: 'x' },
    { authorization_endpoint: 'javascript:alert(1)' },
  ]
  for (const told of unfit) {
    const { provider } = await start(t, { told })
    await t.rejects(provider.find(), { name: 'SsoError', code: 'misconfigured' }, JSON.stringify(told))
  }
  const nowhere = openProvider({ ...slash.settings, issuer: `${origin}/nothing` }, undefined)
  await t.rejects(nowhere.find(), { code: 'misconfigured', message: /404/ })
})

t.test('over https, with an authority of the operator’s, and over nothing else then', async t => {
  const { ca, good } = await makeCertificates()
  const scheme = { tokens: 'https' }
  const server = createTlsServer(good, (_, response) => {
    const at = `localhost:${(server.address() as AddressInfo).port}`
    const told = { authorization_endpoint: `https://${at}/a`, token_endpoint: `${scheme.tokens}://${at}/t` }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ issuer: `https://${at}`, ...told, jwks_uri: `https://${at}/k` }))
  })
  await new Promise<void>(resolve => server.listen(0, resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `https://localhost:${(server.address() as AddressInfo).port}`
  const settings = { issuer, clientId: 'koppla', clientSecret: 'x', scopes: 'openid' } as SsoSettings
  const flow = startFlow({ redirectUri: 'https://koppla.example.com/callback', next: '/' })
  t.match(await openProvider(settings, ca).locate(flow), new RegExp(`^${issuer}/a\\?.*state=${flow.state}`))
  await t.rejects(openProvider(settings, undefined).find(), { code: 'unreachable', message: /certificate|authority/i })
  scheme.tokens = 'http'
  await t.rejects(openProvider(settings, ca).find(), { code: 'misconfigured', message: /https/ })
})
