import t from 'tap'
import { authorization } from '../../../connectors/fortnox/authorization.ts'
import type { App } from '../../../connectors/fortnox/practice-store/index.ts'
import { openCompany, valuesOf } from './open-company.ts'

const codeVerifier = 'not asked for'
const asked = { redirectUri: 'https://koppla.example/connected', state: 's&t=1', codeChallenge: codeVerifier }

type Account = 'service' | 'person'

async function openForm(t: Parameters<typeof openCompany>[0]) {
  const company = await openCompany(t, { orders: 2, articles: 3, customers: 3, vouchers: 1 })
  const givenBy = (app: App, as: Account) => ({ ...company.credential, ...valuesOf(app), tenantId: '', account: as })
  /** Where the browser ends. */
  const goThere = async (app: App, as: Account = 'service'): Promise<URLSearchParams> => {
    const answer = await fetch(authorization.url(givenBy(app, as), asked), { redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? 'about:blank').searchParams
  }
  const finish = (app: App, code: string | null, as: Account = 'service') =>
    authorization.finish(givenBy(app, as), { ...asked, code: code ?? '', codeVerifier }, company.context)
  return { ...company, goThere, finish }
}

t.test('consent fills in the number of the company, with which it verifies', async t => {
  const { apps, goThere, finish, store, verify } = await openForm(t)
  const unencrypted = 'reachable.tls warning apiUrl'
  const before = await verify(valuesOf(apps.fresh))
  t.strictSame(before.flaws, [unencrypted, 'credentials.token failed tenantId'], 'nobody has consented')
  const back = await goThere(apps.fresh)
  t.equal(back.get('state'), asked.state)
  const filled = await finish(apps.fresh, back.get('code'))
  t.strictSame(filled, { fields: { tenantId: String(store.state.tenantId) } }, 'and nothing else of it is kept')
  const after = await verify({ ...valuesOf(apps.fresh), ...filled.fields })
  t.strictSame(after.flaws, [unencrypted])
  t.match(after.resultOf('credentials.token'), { detail: 'as a service account' })
  await t.rejects(finish(apps.fresh, back.get('code')), { kind: 'auth', code: 'invalid_grant' }, 'a code is used once')
})

t.test('who comes back without a code is told why', async t => {
  const { apps, goThere } = await openForm(t)
  const back = await goThere(apps.unpublished)
  t.notOk(back.has('code'))
  t.strictSame(authorization.refused?.(back.get('error') ?? '', back.get('error_description') ?? undefined), {
    message: 'The company has no licence for this integration: it is not published yet, or was not ordered.',
    remedy: 'Publish the integration in the Fortnox Developer Portal or order it in Fortnox, and connect again.',
  })
})

t.test('a wrong client secret is refused where the code is brought', async t => {
  const { apps, goThere, finish } = await openForm(t)
  const back = await goThere(apps.fresh)
  const wrong = { ...apps.fresh, clientSecret: 'wrong' }
  await t.rejects(finish(wrong, back.get('code')), { kind: 'auth', code: 'invalid_client', field: 'secret' })
})

t.test('where no service account is possible, a person’s consent leaves a refresh token here', async t => {
  const { apps, goThere, finish, store, verify, context, timer } = await openForm(t)
  const refused = await goThere(apps.personal)
  t.match(authorization.refused?.(refused.get('error') ?? '', refused.get('error_description') ?? undefined), {
    message: 'The integration may not use a service account.',
    suggestion: { field: 'account', value: 'person' },
  })
  const values = { ...valuesOf(apps.personal), account: 'person' as const }
  t.match((await verify(values)).resultOf('credentials.token'), { status: 'failed', field: 'account' })
  const back = await goThere(apps.personal, 'person')
  const { fields, shared = '' } = await finish(apps.personal, back.get('code'), 'person')
  t.strictSame(fields, { tenantId: String(store.state.tenantId) })
  t.notOk(JSON.stringify(fields).includes('refresh'))
  t.match(authorization.endsAt?.(shared)?.toISOString(), /^2027-01-04/, 'in 45 days')
  await context.shared.renew(async () => shared)
  const { flaws, resultOf } = await verify({ ...values, ...fields })
  t.strictSame(flaws, ['reachable.tls warning apiUrl'])
  t.match(resultOf('credentials.token'), { detail: 'by a refresh token, which ends on 2027-01-04 unless it is used' })
  t.match((await verify({ ...values, tenantId: '1' })).resultOf('credentials.token'), {
    ...{ status: 'failed', field: 'tenantId', suggestion: { value: fields['tenantId'] } },
  })

  const days = (count: number) => timer.pass(count * 86_400_000)
  days(44)
  t.strictSame(
    (await verify({ ...values, ...fields })).flaws,
    ['reachable.tls warning apiUrl'],
    'used in time, it lasts',
  )
  days(44)
  const renewed = await verify({ ...values, ...fields })
  t.match(renewed.resultOf('credentials.token'), { status: 'passed', detail: /ends on 2027-04-0/ })
  days(46)
  const over = await verify({ ...values, ...fields })
  t.match(over.resultOf('credentials.token'), { status: 'failed', remedy: /^Connect with Fortnox again/ })
})

t.test('one refresh token serves once: of two stores of it, the second has lost', async t => {
  const { apps, goThere, finish, verify, context, timer } = await openForm(t)
  const back = await goThere(apps.personal, 'person')
  const { fields, shared = '' } = await finish(apps.personal, back.get('code'), 'person')
  const values = { ...valuesOf(apps.personal), ...fields, account: 'person' as const }
  await context.shared.renew(async () => shared)
  timer.pass(2 * 3_600_000)
  t.match((await verify(values)).resultOf('credentials.token'), { status: 'passed' })
  // As a process leaves it that was killed after Fortnox answered and before the answer was stored.
  await context.shared.renew(async () => shared)
  t.match((await verify(values)).resultOf('credentials.token'), { status: 'failed', field: 'account' })
})
