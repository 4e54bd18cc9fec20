// People with passwords, second factors and single sign-on, and programs with keys.
import type { TestApi } from '../../support/api.ts'
import { showCode } from '../../support/authenticator.ts'
import { admin, type Browser, openBrowser, setUp } from '../../support/browser.ts'
import type { Oidc } from '../../support/oidc.ts'
import type { Planted } from './planted.ts'

export async function makeKeys(api: TestApi, { plant }: Planted, tokens: Record<string, string>): Promise<void> {
  for (const role of ['support', 'viewer']) {
    const { body } = await api.ask('POST', '/keys', { body: { name: `the ${role}`, role } })
    tokens[role] = plant(`key of ${role}`, body.key)
  }
}

/** The first admin, and a support person with a second factor who has to enter everything twice. */
export async function addPeople(api: TestApi, { plant }: Planted): Promise<Browser> {
  plant('password of the admin', admin.password)
  const browser = await setUp(api)
  const email = 'sven@example.com'
  const { password } = (await api.ask('POST', '/users', { body: { name: 'Sven', email, role: 'support' } })).body
  plant('first password', password)
  const sven = openBrowser(api)
  const signIn = (password: string) => sven.ask('POST', '/session', { body: { email, password } })
  await signIn(plant('wrong password', 'n0t the password of Sven'))
  await signIn(password)
  const newPassword = plant('password of Sven', 'a gr3at secret of Sven')
  await sven.ask('PATCH', '/me', { body: { oldPassword: newPassword, newPassword: password } })
  await sven.ask('PATCH', '/me', { body: { oldPassword: password, newPassword } })
  const enrolled = await sven.ask('POST', '/me/two-factor', { body: { password: newPassword } })
  const { secret, backupCodes } = enrolled.body
  plant('TOTP secret', secret)
  for (const code of backupCodes) plant('backup code', code)
  await sven.ask('POST', '/me/two-factor/confirm', { body: { code: await showCode(secret) } })
  const again = openBrowser(api)
  const both = { email, password: newPassword }
  await again.ask('POST', '/session', { body: { ...both, code: '000000' } })
  await again.ask('POST', '/session', { body: { ...both, code: backupCodes[0] } })
  for (const one of [browser, sven, again]) plantCookies(one, plant)
  return browser
}

const plantCookies = ({ cookies }: Browser, plant: Planted['plant']) => {
  for (const [name, value] of cookies) plant(`cookie ${name}`, decodeURIComponent(value).replace(/^eyJ.*\./, ''))
}

/** Through the provider and back, and once with a code that it never gave. */
export async function signInOnce(api: TestApi, oidc: Oidc, { plant }: Planted): Promise<void> {
  oidc.serve(`${api.baseUrl}/api/v1/session/sso/callback`)
  oidc.person = { sub: 'anna-1', email: admin.email, email_verified: true, name: 'Anna A' }
  for (const spoil of [false, true]) {
    const browser = openBrowser(api)
    const begun = await browser.ask('GET', '/session/sso')
    plantCookies(browser, plant)
    const back = await passProvider(begun.headers.get('location')!, oidc.settings.issuer)
    if (spoil) back.searchParams.set('code', 'n0t-a-code-that-was-ever-given')
    for (const name of ['code', 'state']) plant(`${name} of single sign-on`, back.searchParams.get(name)!)
    const end = await browser.ask('GET', `/${back.pathname}${back.search}`)
    if (end.status !== 302) throw new Error(`Single sign-on ended with ${end.status}: ${end.text}`)
    plantCookies(browser, plant)
  }
}

async function passProvider(start: string, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>()
  for (let url = new URL(start); ; ) {
    if (url.origin !== issuer) return url
    const cookie = [...cookies].map(pair => pair.join('=')).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    url = new URL(answer.headers.get('location') ?? 'about:blank', url)
  }
}
