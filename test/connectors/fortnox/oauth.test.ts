import t from 'tap'
import { authorisationUrl, explainReturn, tenantIdOf } from '../../../connectors/fortnox/oauth.ts'

t.test('consent is asked for as a service account, with everything as Fortnox spells it', async t => {
  const url = authorisationUrl('https://apps.fortnox.se', {
    ...{ clientId: 'Abc123', redirectUri: 'https://koppla.example/oauth/fortnox?x=1', state: 's&t' },
    scopes: ['article', 'companyinformation'],
    service: true,
  })
  t.equal(
    url,
    'https://apps.fortnox.se/oauth-v1/auth?client_id=Abc123&redirect_uri=https%3A%2F%2Fkoppla.example%2Foauth%2Ffortnox%3Fx%3D1&scope=article%20companyinformation&state=s%26t&access_type=offline&response_type=code&account_type=service',
  )
  const other = { clientId: 'a', redirectUri: 'b', state: 'c', service: false }
  const usual = new URL(authorisationUrl('https://apps.fortnox.se', other))
  t.notOk(usual.searchParams.has('account_type'), 'a person’s')
  t.match(usual.searchParams.get('scope'), /^companyinformation article customer order invoice bookkeeping/)
})

t.test('the company is read from the token', async t => {
  const tokenOf = (claims: object) => ['x', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'y'].join('.')
  t.equal(tenantIdOf(tokenOf({ tenantId: 123456, sub: '1@123456' })), '123456')
  t.equal(tenantIdOf(tokenOf({ tenantId: '654321' })), '654321')
  for (const odd of ['', 'abc', 'a.b.c', tokenOf({}), tokenOf({ tenantId: 'x/../y' }), tokenOf({ tenantId: -1 })])
    t.throws(() => tenantIdOf(odd), { kind: 'contract', code: 'no_tenant', remedy: /database number/ }, odd)
})

t.test('who comes back without a code is told why', async t => {
  for (const error of ['access_denied', 'error_missing_license', 'error_missing_app_license'])
    t.match(explainReturn(error), { kind: 'auth', code: error, message: /\w/, remedy: /\w/ })
  t.match(explainReturn('server_error', 'Client does not allow\n service account'), {
    message: 'Fortnox gave no consent: Client does not allow service account',
    remedy: /service account/,
  })
})
