import { randomBytes } from 'node:crypto'
import t from 'tap'
import { createVault } from '../../src/connections/secrets.ts'
import { startApi } from '../support/api.ts'
import { showCode } from '../support/authenticator.ts'
import { admin, openBrowser, setUp } from '../support/browser.ts'
import { testOnDatabases } from '../support/database.ts'

await testOnDatabases(t, 'a second factor is added, asked for and taken away', async (t, db) => {
  const api = await startApi(t, db)
  const browser = await setUp(api)
  const { email, password } = admin
  t.match(await browser.ask('POST', '/me/two-factor', { body: { password: 'wrong' } }), {
    status: 400,
    body: { errors: [{ field: 'password' }] },
  })
  const enrolled = await browser.ask('POST', '/me/two-factor', { body: { password } })
  t.match(enrolled, { status: 200, body: { uri: /^otpauth:\/\/totp\/Koppla/, secret: /^[A-Z2-7]+=*$/ } })
  t.match((await browser.ask('GET', '/me')).body, { twoFactor: false }, 'not before a code is confirmed')
  const { secret, backupCodes } = enrolled.body
  const confirm = (code: string) => browser.ask('POST', '/me/two-factor/confirm', { body: { code } })
  t.match(await confirm('000000'), { status: 400, body: { errors: [{ field: 'code' }] } })
  const code = await showCode(secret)
  t.match(await confirm(`${code.slice(0, 3)} ${code.slice(3)}`), { status: 200, body: { twoFactor: true } })
  t.equal((await browser.ask('GET', '/me')).status, 200)
  t.equal((await browser.ask('POST', '/me/two-factor', { body: { password } })).status, 409)
  const { rows } = await db.pool.query('SELECT * FROM two_factors')
  t.notMatch(JSON.stringify(rows), backupCodes[0], 'what is stored is encrypted')

  const other = openBrowser(api)
  const signIn = (given: object) => other.ask('POST', '/session', { body: { email, password, ...given } })
  t.match(await signIn({}), { status: 200, body: { twoFactor: true, me: null } })
  t.equal((await other.ask('GET', '/me')).status, 401, 'nobody is signed in yet')
  t.match(await signIn({ code: '000000' }), { status: 401, body: { code: 'wrong_code' } })
  t.match(await signIn({ code, password: 'wrong' }), { status: 401, body: { code: 'wrong_password' } })
  t.match(await signIn({ code: await showCode(secret) }), {
    status: 200,
    body: { twoFactor: false, me: { twoFactor: true } },
  })
  t.equal((await other.ask('GET', '/me')).status, 200)
  t.equal((await signIn({ code: backupCodes[0] })).status, 200, 'a backup code is good')
  t.equal((await signIn({ code: backupCodes[0] })).status, 401, 'once')

  const renew = (given: string) => browser.ask('POST', '/me/two-factor/backup-codes', { body: { password: given } })
  t.match(await renew('wrong'), { status: 400, body: { errors: [{ field: 'password' }] } })
  const renewed = (await renew(password)).body.backupCodes
  t.equal(renewed.length, backupCodes.length)
  t.equal((await signIn({ code: backupCodes[1] })).status, 401, 'the old ones are good for nothing')
  t.equal((await signIn({ code: renewed[1] })).status, 200, 'the new ones are')

  t.match(await browser.ask('POST', '/me/two-factor/disable', { body: { password: 'wrong' } }), { status: 400 })
  t.match(await browser.ask('POST', '/me/two-factor/disable', { body: { password } }), { body: { twoFactor: false } })
  t.match((await api.ask('GET', '/audit?limit=1')).body.items, [{ action: 'user.two_factor_removed', actor: email }])
  t.match(await renew(password), { status: 409, body: { code: 'two_factor_off' } })
})

await testOnDatabases(t, 'a second factor outlives the key it was encrypted with', async (t, db) => {
  const old = { id: 'old', bytes: randomBytes(32) }
  const now = { id: 'now', bytes: randomBytes(32) }
  const browser = await setUp(await startApi(t, db, { vault: createVault(old) }))
  const { email, password } = admin
  const { secret, backupCodes } = (await browser.ask('POST', '/me/two-factor', { body: { password } })).body
  await browser.ask('POST', '/me/two-factor/confirm', { body: { code: await showCode(secret) } })
  await startApi(t, db, { vault: createVault(now, [old]) })
  const later = await startApi(t, db, { vault: createVault(now) })
  for (const code of [await showCode(secret), backupCodes[0]]) {
    const body = { email, password, code }
    t.match(await openBrowser(later).ask('POST', '/session', { body }), { status: 200, body: { me: { email } } })
  }
})

await testOnDatabases(t, 'people sign in anew once another key is in use', async (t, db) => {
  const old = { id: 'old', bytes: randomBytes(32) }
  const now = { id: 'now', bytes: randomBytes(32) }
  const { cookies } = await setUp(await startApi(t, db, { vault: createVault(old) }))
  for (const [vault, status] of [
    [createVault(old, [now]), 200],
    [createVault(now, [old]), 401],
    [createVault(now), 401],
  ] as const) {
    const browser = openBrowser(await startApi(t, db, { vault }))
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    t.equal((await browser.ask('GET', '/me')).status, status)
  }
})

await testOnDatabases(t, 'an admin lets in who has lost the phone', async (t, db) => {
  const api = await startApi(t, db)
  const browser = await setUp(api)
  const { email, password } = admin
  const { secret } = (await browser.ask('POST', '/me/two-factor', { body: { password } })).body
  await browser.ask('POST', '/me/two-factor/confirm', { body: { code: await showCode(secret) } })
  const { id } = (await browser.ask('GET', '/me')).body
  t.match(await api.ask('DELETE', `/users/${id}/two-factor`), { status: 200, body: { twoFactor: false } })
  t.match(await openBrowser(api).ask('POST', '/session', { body: { email, password } }), { body: { twoFactor: false } })
})
