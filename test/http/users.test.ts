import t from 'tap'
import { startApi } from '../support/api.ts'
import { addPerson, admin, openBrowser, setUp } from '../support/browser.ts'
import { testOnDatabases } from '../support/database.ts'

await testOnDatabases(t, 'a person is added with a password that must be changed first', async (t, db) => {
  const api = await startApi(t, db)
  const browser = await setUp(api)
  const body = { name: 'Sven', email: 'Sven@Example.com', role: 'support' }
  const made = await browser.ask('POST', '/users', { body })
  t.match(made, {
    status: 201,
    body: { email: 'sven@example.com', mustChangePassword: true, password: /^[a-z2-9-]{23}$/ },
  })
  t.match(await browser.ask('POST', '/users', { body }), { status: 409, body: { errors: [{ field: 'email' }] } })
  t.notMatch((await browser.ask('GET', '/users')).text, made.body.password)

  const sven = openBrowser(api)
  const { password } = made.body
  const opened = await sven.ask('POST', '/session', { body: { email: 'sven@example.com', password } })
  t.match(opened.body, { me: { mustChangePassword: true } })
  t.match(await sven.ask('GET', '/connections'), { status: 403, body: { code: 'password_change_needed' } })
  t.match(await sven.ask('GET', '/me'), { status: 200, body: { mustChangePassword: true } })
  const change = { oldPassword: password, newPassword: 'a password of my own' }
  t.match(await sven.ask('PATCH', '/me', { body: change }), { status: 200, body: { mustChangePassword: false } })
  t.equal((await sven.ask('GET', '/connections')).status, 200)

  const reset = await browser.ask('POST', `/users/${made.body.id}/reset-password`)
  t.match(reset, { status: 200, body: { password: /./, mustChangePassword: true } })
  t.equal((await sven.ask('GET', '/me')).status, 401, 'the sessions are ended')
  const old = { email: 'sven@example.com', password: change.newPassword }
  t.equal((await sven.ask('POST', '/session', { body: old })).status, 401)
  const audit = (await browser.ask('GET', `/audit?target=${made.body.id}`)).text
  t.match(audit, /user\.created[\s\S]*anna@example\.com|anna@example\.com[\s\S]*user\.created/)
  for (const secret of [password, reset.body.password, change.newPassword]) t.notMatch(audit, secret)
})

await testOnDatabases(t, 'a role may do what it may, with a session as with a key', async (t, db) => {
  const api = await startApi(t, db)
  const browser = await setUp(api)
  const support = await addPerson(api, 'support')
  t.equal((await support.ask('GET', '/connections')).status, 200)
  const refused = await support.ask('POST', '/warehouses', { body: { name: 'Lager' } })
  t.match(refused, {
    status: 403,
    body: { detail: 'Your role is support; for this, admin is needed.', remedy: /Ask an admin/ },
  })
  for (const path of ['/users', '/keys', '/audit']) t.equal((await support.ask('GET', path)).status, 403, path)

  const { items } = (await browser.ask('GET', '/users')).body
  const { id } = items.find((user: { role: string }) => user.role === 'support')
  t.match(await browser.ask('PATCH', `/users/${id}`, { body: { role: 'admin' } }), {
    status: 200,
    body: { role: 'admin' },
  })
  t.equal((await support.ask('GET', '/users')).status, 200, 'from the next request on')
  t.equal((await browser.ask('DELETE', `/users/${id}`)).status, 204)
  t.equal((await support.ask('GET', '/me')).status, 401)
  t.equal((await browser.ask('DELETE', `/users/${id}`)).status, 404)
})

await testOnDatabases(t, 'the last admin stays', async (t, db) => {
  const api = await startApi(t, db)
  const browser = await setUp(api)
  await addPerson(api, 'viewer')
  const { items } = (await browser.ask('GET', '/users')).body
  const { id } = items.find((user: { email: string }) => user.email === admin.email)
  t.match(await browser.ask('DELETE', `/users/${id}`), { status: 409, body: { code: 'last_admin' } })
  t.match(await browser.ask('PATCH', `/users/${id}`, { body: { role: 'viewer' } }), { status: 409 })
  t.equal((await browser.ask('PATCH', `/users/${id}`, { body: { name: 'Anna B' } })).status, 200)
  const second = await addPerson(api, 'admin')
  const ids = (await browser.ask('GET', '/users')).body.items.filter((user: { role: string }) => user.role === 'admin')
  const demote = (one: { id: string }) => api.ask('PATCH', `/users/${one.id}`, { body: { role: 'viewer' } })
  const answers = await Promise.all(ids.map(demote))
  t.same(answers.map(({ status }) => status).sort(), [200, 409], 'of two who are demoted at once, one stays')
  t.ok([await browser.ask('GET', '/users'), await second.ask('GET', '/users')].some(({ status }) => status === 200))
})

await testOnDatabases(t, 'the keys that a person made are told, and go with them if that is wanted', async (t, db) => {
  const api = await startApi(t, db)
  const browser = await setUp(api)
  const makeKeys = async (email: string) => {
    const person = await addPerson(api, 'admin', email)
    for (const name of ['till', 'stock']) await person.ask('POST', '/keys', { body: { name, role: 'viewer' } })
    const { items } = (await browser.ask('GET', '/users')).body
    return items.find((user: { email: string }) => user.email === email)
  }
  const namesOf = async (revoked: boolean) => {
    const { items } = (await browser.ask('GET', '/keys')).body
    const all: { name: string; revokedAt: string | null; createdBy: string | null }[] = items
    return all.filter(key => (key.revokedAt !== null) === revoked && /till|stock/.test(key.name))
  }
  const first = await makeKeys('a@example.com')
  t.match(first, { sessions: 1, keys: [{ name: 'till', role: 'viewer' }, { name: 'stock' }] })
  t.match(await namesOf(false), [{ createdBy: 'The admin' }, { createdBy: 'The admin' }])
  t.equal((await browser.ask('DELETE', `/users/${first.id}`)).status, 204)
  t.match(await namesOf(false), [{ createdBy: null }, { createdBy: null }], 'they outlive the person')
  t.match((await browser.ask('GET', '/audit?action=user.deleted')).body.items, [
    { detail: { keptKeys: ['till', 'stock'] } },
  ])
  const second = await makeKeys('b@example.com')
  t.equal((await browser.ask('DELETE', `/users/${second.id}?keys=revoke`)).status, 204)
  t.equal((await namesOf(true)).length, 2)
  t.equal((await browser.ask('DELETE', `/users/${second.id}?keys=x`)).status, 400)
})

await testOnDatabases(t, 'an admin signs a person out everywhere', async (t, db) => {
  const api = await startApi(t, db)
  const browser = await setUp(api)
  const viewer = await addPerson(api, 'viewer')
  const { id } = (await viewer.ask('GET', '/me')).body
  t.equal((await viewer.ask('DELETE', `/users/${id}/sessions`)).status, 403)
  t.match(await browser.ask('DELETE', `/users/${id}/sessions`), { status: 200, body: { sessions: 0 } })
  t.equal((await viewer.ask('GET', '/me')).status, 401)
  t.match((await browser.ask('GET', `/audit?target=${id}&limit=1`)).body.items, [{ action: 'user.sessions_ended' }])
})
