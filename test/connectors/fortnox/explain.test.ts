import t from 'tap'
import { explain } from '../../../connectors/fortnox/explain.ts'
import { readError } from '../../../connectors/fortnox/told-error.ts'

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  ...{ status, headers, url: 'https://api.fortnox.se/3/orders', redirects: [], date: null, durationMs: 1 },
  text: typeof body === 'string' ? body : JSON.stringify(body),
})
const small = (code: number, message = 'Fel.') => ({ ErrorInformation: { error: 1, message, code } })
const capital = (Code: number, Message = 'Fel.') => ({ ErrorInformation: { Error: 1, Message, Code } })

t.test('an error is read in every form that Fortnox gives it', async t => {
  const forms = [
    [small(2000587, 'Ett ogiltigt filter.'), { code: '2000587', message: 'Ett ogiltigt filter.' }],
    [capital(2000433, 'Kan inte hitta kunden.'), { code: '2000433', message: 'Kan inte hitta kunden.' }],
    [{ message: 'unauthorized' }, { code: null, message: 'unauthorized' }],
    [
      { error: 'invalid_grant', error_description: 'Invalid refresh token' },
      { code: 'invalid_grant', message: 'Invalid refresh token' },
    ],
    [
      'Kan inte logga in, access-token eller client-secret saknas(2000311).',
      { code: '2000311', message: 'Kan inte logga in, access-token eller client-secret saknas' },
    ],
  ] as const
  for (const [body, told] of forms) t.strictSame(readError(answer(400, body)), told)
  for (const other of ['<html>Not here (1234567)</html>', '', '[]', '{"Orders":[]}', 'null'])
    t.equal(readError(answer(400, other)), undefined, other)
})

t.test('what is wrong is told by the code of the body before its status', async t => {
  const told = (status: number, body: unknown) => explain(answer(status, body), 'order')
  t.equal(told(200, {}), undefined)
  for (const body of [{ message: 'unauthorized' }, small(2000310), capital(2000311), small(2003275)])
    t.match(told(401, body), { kind: 'auth', code: 'refused' })
  t.match(told(403, small(2000310)), { kind: 'auth' }, 'a token that is dead comes as 403 as well')
  t.match(told(400, small(2000663)), { kind: 'permission', code: 'lacks_scope', message: /scope order/ })
  t.match(told(403, small(2001101)), { kind: 'permission', code: 'lacks_licence', field: 'tenantId' })
  t.match(told(403, small(2001103)), { kind: 'permission', code: 'lacks_licence', message: /integrations/ })
  t.match(told(404, capital(2000439)), { kind: 'not_found' })
  t.match(told(400, small(2000588)), { kind: 'contract', code: 'not_understood' })
  t.match(told(400, small(2000359, 'Otillåtna  tecken')), { kind: 'invalid', message: /Otillåtna tecken \(2000359\)/ })
  t.match(told(500, small(1000003)), { kind: 'transient' })
})

t.test('where the body says nothing, the status does', async t => {
  const kindOf = (status: number) => explain(answer(status, ''), 'order')?.kind
  t.strictSame([401, 403, 500, 503].map(kindOf), ['auth', 'permission', 'transient', 'transient'])
  t.match(explain(answer(404, 'Not found'), 'order'), { kind: 'contract', code: 'not_fortnox', field: 'apiUrl' })
  t.match(explain(answer(429, {}, { 'retry-after': '7' }), 'order'), { kind: 'rate_limit', retryAfterMs: 7_000 })
  t.match(explain(answer(429, {}), 'order'), { kind: 'rate_limit', retryAfterMs: 5_000 }, 'its window has 5 s')
})
