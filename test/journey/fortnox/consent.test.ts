import t from 'tap'
import { startPracticeFortnox } from '../../../connectors/fortnox/practice-store/index.ts'
import { registry } from '../../../connectors/index.ts'
import { startApi } from '../../support/api.ts'
import { addPerson, setUp } from '../../support/browser.ts'
import { openTestDatabase } from '../../support/database.ts'

t.setTimeout(600_000)

t.test('a person’s consent leaves a refresh token here, which no browser sees and one connection has', async t => {
  const { db } = await openTestDatabase(t)
  const api = await startApi(t, db, { registry })
  const { baseUrl, apps, store, close } = await startPracticeFortnox({
    ...{ orders: 1, articles: 1, customers: 1, vouchers: 1 },
    limit: { requests: Number.POSITIVE_INFINITY, windowMs: 5_000 },
  })
  t.teardown(close)
  const { clientId: accessToken, clientSecret: secret } = apps.personal
  const redirectUri = `${api.baseUrl}/api/v1/authorizations/callback`
  store.state.apps = store.state.apps.map(one => (one.clientId === accessToken ? { ...one, redirectUri } : one))
  const browser = await setUp(api)
  const seen: string[] = []
  async function ask(method: string, path: string, body?: object, by = browser) {
    const answer = await by.ask(method, path, { ...(body && { body }) })
    seen.push(answer.text)
    return answer
  }
  async function consent(account: string) {
    const credential = { apiUrl: baseUrl, accessToken, secret, account }
    const { body } = await ask('POST', '/authorizations', { externalSystem: 'fortnox', credential })
    const page = await fetch(body.url, { redirect: 'manual' })
    const { pathname, search } = new URL(page.headers.get('location') ?? 'about:blank')
    const end = await browser.ask('GET', `/${pathname}${search}`, { headers: { accept: 'text/html' } })
    seen.push(end.text)
    return { ...(await ask('GET', `/authorizations/${body.id}`)).body, credential }
  }
  const refused = await consent('service')
  t.match(refused.problem, { field: 'account', suggestion: { field: 'account', value: 'person' } })
  t.equal(refused.holdsSecret, false)

  const { id: authorizationId, fields, credential, ...told } = await consent('person')
  t.match(told, { state: 'granted', holdsSecret: true })
  const form = { externalSystem: 'fortnox', credential: { ...credential, ...fields } }
  t.match((await ask('POST', '/connections/verify', form)).body, { green: false }, 'without it there is no access')
  const eve = await addPerson(api, 'admin', 'eve@example.com')
  const gone = { status: 409, body: { code: 'authorization_gone' } }
  t.match(await ask('POST', '/connections/verify', { ...form, authorizationId }, eve), gone, 'it is another’s')
  t.match(await api.ask('POST', '/connections/verify', { body: { ...form, authorizationId } }), gone, 'no key has it')

  const report = (await ask('POST', '/connections/verify', { ...form, authorizationId })).body
  t.equal(report.green, true, JSON.stringify(report.checks))
  const { verificationToken } = report
  const unkept = { ...form, name: 'Without', verificationToken }
  t.match(await ask('POST', '/connections', unkept), { status: 409, body: { code: 'token_other' } })
  const saved = await ask('POST', '/connections', { ...form, authorizationId, name: 'Company', verificationToken })
  t.equal(saved.status, 201)
  t.match(await ask('POST', '/connections/verify', { ...form, authorizationId }), gone, 'it is given once')
  const { rows: kept } = await db.pool.query<{ days: number }>(
    'SELECT extract(day FROM ends_at - now())::int AS days FROM shared_secrets',
  )
  t.match(kept, [{ days: 44 }], 'people can be told before it ends')

  const tokens = new Set(store.state.oauth.refreshTokens.keys())
  store.state.oauth.accessTokens.clear()
  const again = (await ask('POST', `/connections/${saved.body.id}/verify`)).body
  t.match(again, { green: true }, JSON.stringify(again.checks))
  for (const token of store.state.oauth.refreshTokens.keys()) {
    t.notOk(tokens.has(token), 'it was used, and there is another')
    tokens.add(token)
  }
  const { rows } = await db.pool.query(
    'SELECT to_jsonb(a) AS a, to_jsonb(s) AS s FROM authorizations a, shared_secrets s',
  )
  for (const token of tokens) t.notOk(`${seen.join()}${JSON.stringify(rows)}`.includes(token), 'nobody has seen it')

  t.match(await consent('person'), { state: 'granted' })
  const replaced = await consent('person')
  const swap = { credential: form.credential, authorizationId: replaced.id }
  const asked = { ...form, ...swap, connectionId: saved.body.id }
  const { verificationToken: token } = (await ask('POST', '/connections/verify', asked)).body
  const put = await ask('PUT', `/connections/${saved.body.id}/credential`, { ...swap, verificationToken: token })
  t.equal(put.status, 200)
  t.match((await ask('POST', `/connections/${saved.body.id}/verify`)).body, { green: true }, 'by the new one')

  const late = await consent('person')
  await db.pool.query("UPDATE authorizations SET key_id = 'thrown-away' WHERE id = $1", [late.id])
  const without = { ...form, authorizationId: late.id }
  t.match(await ask('POST', '/connections/verify', without), gone, 'without its key there is none')
})
