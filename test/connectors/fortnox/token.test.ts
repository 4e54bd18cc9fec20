import t from 'tap'
import { exchangeCode } from '../../../connectors/fortnox/oauth.ts'
import { openTokens } from '../../../connectors/fortnox/token.ts'
import { granted, openSignIn, refusal } from './token-server.ts'

const credentialOf = (apiUrl: string) => ({
  ...{ apiUrl, accessToken: 'client-id-1', secret: 'client-secret-1', tenantId: '123456' },
  account: 'service' as const,
})

t.test('a token is asked for with client id, secret and company, once for all who wait', async t => {
  const { server, context } = await openSignIn(t, () => granted('access-1'))
  const tokens = openTokens(server.baseUrl, credentialOf(server.baseUrl), context)
  t.strictSame(await Promise.all([tokens.get(), tokens.get(), tokens.get()]), ['access-1', 'access-1', 'access-1'])
  t.equal(server.askedCount, 1)
  t.match(server.asked[0], {
    ...{ method: 'POST', path: '/oauth-v1/token', body: 'grant_type=client_credentials' },
    headers: {
      tenantid: '123456',
      authorization: `Basic ${Buffer.from('client-id-1:client-secret-1').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
  })
})

t.test('it is renewed before its hour ends and when it is refused; passing trouble costs nothing yet', async t => {
  let count = 0
  const { server, context, timer } = await openSignIn(t, () => granted(`access-${++count}`))
  const tokens = openTokens(server.baseUrl, credentialOf(server.baseUrl), context)
  await tokens.get()
  timer.pass(54 * 60_000)
  t.equal(await tokens.get(), 'access-1')
  timer.pass(2 * 60_000)
  server.failWith({ status: 500 })
  t.equal(await tokens.get(), 'access-1', 'it still lasts for some minutes')
  timer.pass(60_000)
  t.equal(await tokens.get(), 'access-2')
  tokens.renew('access-1')
  t.equal(await tokens.get(), 'access-2', 'the refusal of an older one is no news')
  tokens.renew('access-2')
  t.equal(await tokens.get(), 'access-3')
})

t.test('why there is none is said in words', async t => {
  const answers = [
    refusal(401, 'invalid_client'),
    refusal(400, 'unauthorized_client'),
    { status: 403 },
    { status: 404 },
  ]
  const { server, context } = await openSignIn(t, () => answers.shift() ?? { body: {} })
  const tokens = openTokens(server.baseUrl, credentialOf(server.baseUrl), context)
  await t.rejects(tokens.get(), { kind: 'auth', code: 'invalid_client', field: 'secret' })
  await t.rejects(tokens.get(), { kind: 'auth', code: 'no_consent', field: 'tenantId' })
  await t.rejects(tokens.get(), { kind: 'permission', code: 'lacks_scope' })
  await t.rejects(tokens.get(), { kind: 'contract', code: 'not_fortnox' })
  await t.rejects(tokens.get(), { kind: 'contract', code: 'not_fortnox' }, 'an answer without a token')
})

t.test('a code is brought once, with the address it was sent to, and tells the company', async t => {
  const claims = Buffer.from(JSON.stringify({ tenantId: 123456 })).toString('base64url')
  const { server, context, by } = await openSignIn(t, () => granted(`h.${claims}.s`, { refresh_token: 'refresh-1' }))
  const brought = { code: 'the code', redirectUri: 'https://koppla.example/back' }
  t.match(await exchangeCode(context, by, brought), {
    ...{ tenantId: '123456', refreshToken: 'refresh-1', scopes: ['article', 'order'], expiresInMs: 3_600_000 },
  })
  t.equal(
    server.asked[0]?.body,
    'grant_type=authorization_code&code=the+code&redirect_uri=https%3A%2F%2Fkoppla.example%2Fback',
  )
  server.failWith('reset')
  await t.rejects(exchangeCode(context, by, brought), { kind: 'transient', code: 'reset' })
  t.equal(server.askedCount, 2, 'what can be used once is not sent again')
  const told = (await context.http.send({ url: `${server.baseUrl}/refresh-1` })).url
  t.equal(told, `${server.baseUrl}/•••`, 'what was granted is kept secret')
})
