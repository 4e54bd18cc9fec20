import { randomBytes } from 'node:crypto'
import t from 'tap'
import { startApi } from '../support/api.ts'
import { addPerson, admin, openBrowser, setUp } from '../support/browser.ts'
import { testOnDatabases } from '../support/database.ts'

await testOnDatabases(t, 'the first admin is made once, with the admin key', async (t, db) => {
  const api = await startApi(t, db)
  const browser = openBrowser(api)
  t.match(await browser.ask('GET', '/setup'), { status: 200, body: { needed: true } })
  t.match(await browser.ask('GET', '/me'), { status: 401, body: { detail: /Nobody is signed in/ } })
  for (const key of ['kpl_', api.tokens.support]) {
    const refused = await browser.ask('POST', '/setup', { body: { key, ...admin } })
    t.match(refused, { status: 400, body: { errors: [{ field: 'key' }], remedy: /first start/ } })
  }
  const weak = { key: api.tokens.admin, ...admin, password: 'short' }
  t.match(await browser.ask('POST', '/setup', { body: weak }), {
    status: 400,
    body: { errors: [{ field: 'password' }] },
  })

  const body = { key: api.tokens.admin, ...admin, email: ' Anna@Example.com ' }
  const answers = await Promise.all([
    browser.ask('POST', '/setup', { body }),
    openBrowser(api).ask('POST', '/setup', { body }),
  ])
  t.same(answers.map(one => one.status).sort(), [201, 409], 'of two at once, one is')
  await browser.ask('POST', '/session', { body: { email: admin.email, password: admin.password } })
  t.match(await browser.ask('GET', '/me'), {
    status: 200,
    body: { name: admin.name, email: admin.email, role: 'admin', via: 'session', language: null, twoFactor: false },
  })
  t.match(await browser.ask('GET', '/setup'), { body: { needed: false } })
  const again = await openBrowser(api).ask('POST', '/setup', { body: { ...body, email: 'b@example.com' } })
  t.match(again, { status: 409, body: { code: 'already_set_up' } })
  const { rows } = await db.pool.query('SELECT * FROM sign_in_methods')
  t.equal(rows.length, 1)
  t.notMatch(JSON.stringify(rows), admin.password, 'the password is stored as a hash')
})

await testOnDatabases(t, 'a person signs in and out, and the audit log names them', async (t, db) => {
  const api = await startApi(t, db)
  const first = await setUp(api)
  const browser = openBrowser(api)
  for (const body of [
    { email: admin.email, password: 'another' },
    { email: 'no@example.com', password: admin.password },
  ]) {
    const refused = await browser.ask('POST', '/session', { body })
    t.match(refused, {
      status: 401,
      body: { code: 'wrong_password', detail: 'The e-mail or the password is not right.' },
    })
    t.equal(browser.cookies.size, 0)
  }
  const { email, password } = admin
  const opened = await browser.ask('POST', '/session', { body: { email: 'ANNA@example.com', password } })
  t.match(opened, { status: 200, body: { twoFactor: false, me: { email } } })
  t.notMatch(opened.text, [...browser.cookies.values()][0], 'the token is in the cookie only')
  t.equal((await browser.ask('GET', '/users')).status, 200)

  await browser.ask('POST', '/warehouses', { body: { name: 'Lager' } })
  t.match((await api.ask('GET', '/audit?limit=2')).body.items, [
    { actor: email, address: '127.0.0.1' },
    { actor: email, action: 'session.started' },
  ])

  const held = new Map(browser.cookies)
  t.equal((await browser.ask('DELETE', '/session')).status, 204)
  t.equal(browser.cookies.size, 0, 'the browser forgets it')
  for (const [name, value] of held) browser.cookies.set(name, value)
  t.equal((await browser.ask('GET', '/me')).status, 401, 'and so did we')
  t.equal((await first.ask('GET', '/me')).status, 200, 'the other session goes on')
})

await testOnDatabases(t, 'the cookie is for us alone, and over https for https alone', async (t, db) => {
  const api = await startApi(t, db)
  await setUp(api)
  const { email, password } = admin
  const plain = await openBrowser(api).ask('POST', '/session', { body: { email, password } })
  t.match(plain.headers.getSetCookie(), [/^koppla\.session_token=[^;]+;.*HttpOnly; SameSite=Lax$/i])
  t.notMatch(plain.headers.getSetCookie()[0], /Secure/)
  t.notOk(plain.headers.has('strict-transport-security'))

  const publicUrl = 'https://koppla.example'
  const behind = await startApi(t, db, { publicUrl })
  const secure = await openBrowser(behind, publicUrl).ask('POST', '/session', { body: { email, password } })
  t.match(secure.headers.getSetCookie(), [/^__Secure-koppla\.session_token=[^;]+;.*HttpOnly; Secure; SameSite=Lax$/i])
  t.match(secure.headers.get('strict-transport-security'), /max-age=\d{8}/)
  const spoofed = openBrowser(behind, 'http://koppla.example')
  t.match(await spoofed.ask('POST', '/session', { body: { email, password } }), { status: 403 }, 'the scheme counts')
})

await testOnDatabases(t, 'a page from elsewhere changes nothing with the cookies of a person', async (t, db) => {
  const api = await startApi(t, db)
  const browser = await setUp(api)
  const body = { name: 'Lager' }
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
    const refused = await browser.ask('POST', '/warehouses', { body, headers: { origin } })
    t.match(refused, { status: 403, body: { code: 'foreign_origin', remedy: /KOPPLA_PUBLIC_URL/ } }, origin)
  }
  const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ')
  t.match(
    await api.ask('POST', '/warehouses', { as: null, body, headers: { cookie } }),
    { status: 403 },
    'no origin told',
  )
  const signIn = await openBrowser(api, 'https://evil.example').ask('POST', '/session', { body: admin })
  t.equal(signIn.status, 403, 'nor does it sign anyone in')
  t.equal((await browser.ask('POST', '/warehouses', { body })).status, 201)
  t.equal(
    (await api.ask('POST', '/warehouses', { body: { name: 'B' }, headers: { origin: 'https://erp.example' } })).status,
    201,
  )
})

await testOnDatabases(t, 'a session that somebody else set is never that of who signs in', async (t, db) => {
  const api = await startApi(t, db)
  await setUp(api)
  const other = await addPerson(api, 'viewer')
  const left = await addPerson(api, 'support')
  const [name, ofOther] = [...other.cookies].find(([name]) => name.endsWith('session_token'))!
  const ended = left.cookies.get(name)!
  await left.ask('DELETE', '/session')
  const { email, password } = admin
  const made = `${randomBytes(24).toString('base64url')}${ofOther.slice(ofOther.indexOf('.'))}`
  for (const set of [ofOther, ended, made, 'fixed']) {
    const victim = openBrowser(api)
    victim.cookies.set(name, set)
    t.match(await victim.ask('POST', '/session', { body: { email, password } }), { status: 200 })
    t.match(await victim.ask('GET', '/me'), { status: 200, body: { email } })
    t.not(victim.cookies.get(name), set, 'a new one is opened')
    const setter = openBrowser(api)
    setter.cookies.set(name, set)
    const me = await setter.ask('GET', '/me')
    t.match(me, set === ofOther ? { body: { email: 'viewer@example.com' } } : { status: 401 }, 'it counts for nothing')
  }
})

await testOnDatabases(t, 'who guesses passwords is held up', async (t, db) => {
  const api = await startApi(t, db)
  await setUp(api)
  const browser = openBrowser(api)
  const guess = () => browser.ask('POST', '/session', { body: { email: admin.email, password: 'a guess' } })
  const statuses = []
  for (let count = 0; count < 9; count++) statuses.push((await guess()).status)
  t.ok(statuses.every(status => status === 401))
  const held = await guess()
  t.match(held, { status: 429, body: { code: 'too_many_attempts', remedy: /Wait \d+ seconds/ } })
  t.match(held.headers.get('retry-after'), /^\d+$/)
  const right = { email: admin.email, password: admin.password }
  t.equal((await browser.ask('POST', '/session', { body: right })).status, 429, 'the right one too')
  const pretending = { headers: { 'x-koppla-client': '192.0.2.1', 'x-forwarded-for': '192.0.2.1' }, body: right }
  t.equal(
    (await browser.ask('POST', '/session', pretending)).status,
    429,
    'an address that is claimed counts for nothing',
  )
})

await testOnDatabases(t, 'my sessions are listed, and ended one by one', async (t, db) => {
  const api = await startApi(t, db)
  const browser = await setUp(api)
  const other = openBrowser(api)
  const { email, password } = admin
  await other.ask('POST', '/session', { body: { email, password }, headers: { 'user-agent': 'Other browser' } })
  const { items } = (await browser.ask('GET', '/me/sessions')).body
  t.equal(items.length, 2)
  const [mine] = items.filter((one: { current: boolean }) => one.current)
  const [theirs] = items.filter((one: { current: boolean }) => !one.current)
  t.match(theirs, { device: 'Other browser', address: '127.0.0.1', createdAt: /Z$/, expiresAt: /Z$/ })
  t.notMatch(JSON.stringify(items), /token/)

  const viewer = await addPerson(api, 'viewer')
  t.equal((await viewer.ask('DELETE', `/me/sessions/${mine.id}`)).status, 404, 'nobody ends those of others')
  t.equal((await browser.ask('DELETE', `/me/sessions/${theirs.id}`)).status, 204)
  t.equal((await other.ask('GET', '/me')).status, 401, 'at once')
  t.equal((await browser.ask('GET', '/me/sessions')).body.items.length, 1)
})

await testOnDatabases(
  t,
  'name, language and password are changed; a new password ends the other sessions',
  async (t, db) => {
    const api = await startApi(t, db)
    const browser = await setUp(api)
    const other = openBrowser(api)
    const { email, password } = admin
    await other.ask('POST', '/session', { body: { email, password } })
    t.match(await browser.ask('PATCH', '/me', { body: { name: 'Anna A', language: 'sv' } }), {
      body: { name: 'Anna A', language: 'sv' },
    })
    t.match(await browser.ask('PATCH', '/me', { body: { language: null } }), {
      body: { name: 'Anna A', language: null },
    })

    const newPassword = 'a noisy evening in June'
    const change = (oldPassword: string, to = newPassword) =>
      browser.ask('PATCH', '/me', { body: { oldPassword, newPassword: to } })
    t.match(await change('wrong'), { status: 400, body: { errors: [{ field: 'oldPassword' }] } })
    t.match(await change(password, 'short'), { status: 400, body: { errors: [{ field: 'newPassword' }] } })
    t.match(await change(password, password), { status: 400, body: { errors: [{ field: 'newPassword' }] } })
    t.match(await browser.ask('PATCH', '/me', { body: { newPassword } }), {
      status: 400,
      body: { errors: [{ field: 'oldPassword' }] },
    })
    t.equal((await change(password)).status, 200)
    t.equal((await browser.ask('GET', '/me')).status, 200)
    t.equal((await other.ask('GET', '/me')).status, 401)
    t.equal((await other.ask('POST', '/session', { body: { email, password } })).status, 401)
    t.equal((await other.ask('POST', '/session', { body: { email, password: newPassword } })).status, 200)
  },
)

await testOnDatabases(t, 'a key is told who it is, and has no account', async (t, db) => {
  const { ask } = await startApi(t, db)
  t.match(await ask('GET', '/me', { as: 'support' }), {
    body: { name: 'the support', email: null, role: 'support', via: 'key' },
  })
  t.match(await ask('PATCH', '/me', { body: { name: 'X' } }), { status: 403, body: { detail: /a key has no account/ } })
})

await testOnDatabases(t, 'the library is asked by nobody but us', async (t, db) => {
  const { ask } = await startApi(t, db)
  const body = { name: 'Eve', email: 'eve@example.com', password: 'a long enough password' }
  for (const path of ['sign-up/email', 'sign-in/email', 'update-user'])
    t.equal((await ask('POST', `//api/auth/${path}`, { as: null, body })).status, 404, path)
})
