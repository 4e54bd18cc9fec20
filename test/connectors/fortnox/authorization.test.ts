import t from 'tap'
import { authorization } from '../../../connectors/fortnox/authorization.ts'
import type { App } from '../../../connectors/fortnox/practice-store/index.ts'
import { openCompany, valuesOf } from './open-company.ts'

const codeVerifier = 'not asked for'
const asked = { redirectUri: 'https://koppla.example/connected', state: 's&t=1', codeChallenge: codeVerifier }

async function openForm(t: Parameters<typeof openCompany>[0]) {
  const company = await openCompany(t, { orders: 2, articles: 3, customers: 3, vouchers: 1 })
  const givenBy = (app: App) => ({ ...company.credential, ...valuesOf(app), tenantId: '' })
  /** Where the browser ends. */
  const goThere = async (app: App): Promise<URLSearchParams> => {
    const answer = await fetch(authorization.url(givenBy(app), asked), { redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? 'about:blank').searchParams
  }
  const finish = (app: App, code: string | null) =>
    authorization.finish(givenBy(app), { ...asked, code: code ?? '', codeVerifier }, company.context)
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
  t.strictSame(filled, { tenantId: String(store.state.tenantId) }, 'and nothing else of it is kept')
  t.strictSame((await verify({ ...valuesOf(apps.fresh), ...filled })).flaws, [unencrypted])
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
