import t from 'tap'
import { openLog } from '../../src/log.ts'
import { startApi } from '../support/api.ts'
import { connect } from '../support/connect.ts'
import { openTestDatabase } from '../support/database.ts'
import { startToyStore } from '../support/toy-store.ts'

t.test('verifying values over HTTP', async t => {
  const { db } = await openTestDatabase(t)
  const store = await startToyStore(t)
  const lines: string[] = []
  const log = openLog('error', { write: line => void lines.push(line) })
  const api = await startApi(t, db, { verifyTimeLimitMs: 3_000, log })
  const { ask } = api
  const verify = (credential: object, more: object = {}) =>
    ask('POST', '/connections/verify', { body: { externalSystem: 'toyshop', credential, ...more }, as: 'support' })

  await t.test('a good credential is green, and comes with a token to save it with', async t => {
    const { status, body } = await verify(store.credential())
    t.match(body, { green: true, store: { name: 'Toys & Co', timeZone: 'Europe/Stockholm' }, unreadable: {} })
    t.strictSame(
      [status, body.checks.map((one: { id: string }) => one.id)],
      [200, ['reachable', 'credentials', 'entity.orders', 'facts']],
    )
    t.ok(Date.parse(body.expiresAt) > Date.now())
    t.type(body.verificationToken, 'string')
  })

  await t.test('a refused credential is red: what, why, what to do, where; and the rest is skipped', async t => {
    const { body } = await verify({ ...store.credential(), secret: 'wrong-secret' })
    t.match(body, { green: false, verificationToken: null, store: null })
    t.match(body.checks[0], { result: { status: 'failed', diagnosis: /\w/, remedy: /\w/, field: 'apiUrl' } })
    t.match(body.checks[1], { result: { status: 'skipped', because: /The shop answers/ } })
    t.notMatch(JSON.stringify(body), 'wrong-secret')
  })

  await t.test('an entity that cannot be read is a warning, and said why', async t => {
    store.state.ordersReadable = false
    const { body } = await verify(store.credential())
    t.match(body, { green: true, unreadable: { orders: 'The key may not read orders.' } })
    store.state.ordersReadable = true
  })

  await t.test('a secret that the store says back is told to nobody', async t => {
    store.state.answer = ({ path }) =>
      path === '/me' ? { status: 400, body: { message: `bad ${store.state.secret}` } } : undefined
    t.notMatch((await verify(store.credential())).text, store.state.secret)
    store.state.answer = undefined
  })

  await t.test('exactly the declared fields are allowed', async t => {
    const { status, body } = await verify({ apiUrl: ' ', secret: 7, colour: 'red' })
    t.equal(status, 400)
    t.match(
      body.errors.map((one: { field: string }) => one.field),
      ['credential.colour', 'credential.apiUrl', 'credential.accessToken', 'credential.secret'],
    )
    t.match(body.errors[0].message, /apiUrl, accessToken, secret/)
    t.same(
      body.errors.slice(1).map((one: { message: string }) => one.message),
      ['API URL: Fill this in.', 'Access token is missing; it is needed.', 'Secret must be text; a number was given.'],
    )
    t.match(await ask('POST', '/connections/verify', { body: { externalSystem: 'x', credential: {} } }), {
      status: 400,
      body: { errors: [{ field: 'externalSystem', message: /toyshop/ }] },
    })
  })

  await t.test('a credential of a wrong type is refused by its field and label, wherever it is given', async t => {
    const none = '00000000-0000-4000-8000-000000000000'
    const put = async (credential: unknown) => [
      await ask('POST', '/connections/verify', { body: { externalSystem: 'toyshop', credential } }),
      await ask('POST', '/connections', { body: { name: 'A', externalSystem: 'toyshop', credential } }),
      await ask('PUT', `/connections/${none}/credential`, { body: { credential } }),
    ]
    for (const credential of [undefined, null, 7, 'text', ['apiUrl']])
      for (const { status, body } of await put(credential))
        t.match(
          { status, errors: body.errors },
          { status: 400, errors: [{ field: 'credential', message: /^An object is needed, with exactly the fields/ }] },
        )
    const kinds = { null: null, 'a list': ['x'], 'an object': { a: 1 }, 'a boolean': true, 'a number': 1.5 }
    for (const [kind, secret] of Object.entries(kinds)) {
      const [verify, save] = await put({ ...store.credential(), secret })
      for (const { status, body } of [verify!, save!])
        t.match(
          { status, errors: body.errors },
          { status: 400, errors: [{ field: 'credential.secret', message: `Secret must be text; ${kind} was given.` }] },
        )
    }
  })

  await t.test('a malformed or forbidden address is a failed check with its field', async t => {
    for (const apiUrl of ['htp:/x', 'http://[::1', 'http://10.0.0.1', 'http://169.254.169.254/latest']) {
      const { status, body } = await verify({ ...store.credential(), apiUrl })
      t.match({ status, first: body.checks[0].result }, { status: 200, first: { status: 'failed', field: 'apiUrl' } })
    }
  })

  await t.test('a store that hangs gets a diagnosis when the time is up', async t => {
    store.state.answer = ({ path }) => (path === '/me' ? new Promise(() => {}) : undefined)
    const { body } = await verify(store.credential())
    t.match(body.checks[0].result.status, 'passed')
    t.match(body.checks[1].result, { status: 'failed', diagnosis: /time for checking was up/, field: 'secret' })
    t.match(body.checks[3].result, { status: 'skipped' })
    store.state.answer = undefined
  })

  await t.test('checks are told one by one as they end, the report last', async t => {
    const form = { externalSystem: 'toyshop', credential: store.credential() }
    const told = await ask('POST', '/connections/verify', { body: form, headers: { accept: 'text/event-stream' } })
    t.match(told.headers.get('content-type'), 'text/event-stream')
    const events = [...told.text.matchAll(/^event: (\w+)$/gm)].map(match => match[1])
    t.strictSame(events, ['check', 'check', 'check', 'check', 'report'])
    t.match(JSON.parse(told.text.trim().split('data: ').at(-1)!), { green: true })
    const bad = { body: { ...form, credential: {} }, headers: { accept: 'text/event-stream' } }
    t.match(await ask('POST', '/connections/verify', bad), { status: 400, body: { title: 'Bad Request' } })
  })

  await t.test('whoever leaves ends the checks', async t => {
    const asked = Promise.withResolvers<void>()
    store.state.answer = ({ path }) => {
      if (path !== '/me') return undefined
      asked.resolve()
      return new Promise(() => {})
    }
    const leaving = new AbortController()
    const answer = fetch(`${api.baseUrl}/api/v1/connections/verify`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.tokens.admin}`, 'content-type': 'application/json' },
      body: JSON.stringify({ externalSystem: 'toyshop', credential: store.credential() }),
      signal: leaving.signal,
    })
    await asked.promise
    leaving.abort()
    await t.rejects(answer)
    while (store.server.busy > 0) await new Promise(setImmediate)
    t.equal(store.server.busy, 0, 'the request to the store was ended too')
    await ask('GET', '/connectors')
    t.strictSame(lines, [], 'and that is no error of ours')
    store.state.answer = undefined
  })

  await t.test('a report on a credential that was replaced meanwhile is not remembered', async t => {
    const { id } = await connect(api, store, { name: 'Replaced' })
    const [asked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let held = false
    store.state.answer = ({ path }) => {
      if (path !== '/me' || held) return undefined
      held = true
      asked.resolve()
      return release.promise.then(() => ({ status: 401, body: {} }))
    }
    const verifying = ask('POST', `/connections/${id}/verify`)
    await asked.promise
    store.state.secret = 'another-secret-of-the-same-store-0000b'
    const replaced = await ask('PUT', `/connections/${id}/credential`, { body: { credential: store.credential() } })
    t.equal(replaced.status, 200)
    release.resolve()
    t.equal((await verifying).body.green, false)
    const { report } = (await ask('GET', `/connections/${id}`)).body
    t.strictSame(
      report.filter((one: { result: { status: string } }) => one.result.status === 'failed'),
      [],
    )
    t.equal((await ask('DELETE', `/connections/${id}`, { body: { name: 'Replaced' } })).status, 200)
    store.state.secret = 'a-secret-of-forty-characters-0000a69dab1'
    store.state.answer = undefined
  })

  await t.test('what is stored is verified by support, remembered, and lets runs start again', async t => {
    const { id } = await connect(api, store)
    await db.pool.query(`UPDATE connections SET attention = '{"kind":"auth","message":"x","remedy":"y"}'`)
    t.equal((await ask('GET', `/connections/${id}`)).body.state, 'needs_attention')
    const again = () => ask('POST', `/connections/${id}/verify`, { as: 'support' })

    store.state.secret = 'changed-in-the-store'
    t.match(await again(), { status: 200, body: { green: false, verificationToken: null } })
    t.match((await ask('GET', `/connections/${id}`)).body, {
      state: 'needs_attention',
      report: [{ result: { status: 'failed' } }],
    })

    store.state.secret = 'a-secret-of-forty-characters-0000a69dab1'
    store.state.ordersReadable = false
    t.match(await again(), { body: { green: true, verificationToken: null } })
    const { body } = await ask('GET', `/connections/${id}`)
    t.match(body, { state: 'active', attention: null })
    t.match(body.entities[1], { entity: 'orders', unreadableBecause: /may not read orders/ })

    store.state.identity = 'toy-2'
    t.match((await again()).body.checks.at(-1), { id: 'facts.same_store', result: { status: 'failed' } })
    t.equal((await ask('POST', '/connections/00000000-0000-4000-8000-000000000000/verify')).status, 404)
  })
})
