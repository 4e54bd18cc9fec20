import type { Answered, Asking, TestApi } from './api.ts'

export interface Browser {
  /** Sends the cookies it holds and, as browsers do, where the page is from. */
  readonly ask: (method: string, path: string, asking?: Omit<Asking, 'as'>) => Promise<Answered>
  /** Name → value, without attributes. */
  readonly cookies: Map<string, string>
}

/** A browser on a page of the interface, with cookies of its own. */
export function openBrowser(api: TestApi, origin = api.baseUrl): Browser {
  const cookies = new Map<string, string>()
  const ask: Browser['ask'] = async (method, path, { headers, ...asking } = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const own = { origin, ...(cookie !== '' && { cookie }) }
    const answer = await api.ask(method, path, { ...asking, as: null, headers: { ...own, ...headers } })
    for (const set of answer.headers.getSetCookie()) keep(cookies, set)
    return answer
  }
  return { ask, cookies }
}

function keep(cookies: Map<string, string>, set: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
  if (/max-age=0/i.test(set) || value === '') cookies.delete(name)
  else cookies.set(name, value)
}

export const admin = { name: 'Anna Admin', email: 'anna@example.com', password: 'a quiet morning in May' }

/** The first admin, made and signed in. */
export async function setUp(api: TestApi): Promise<Browser> {
  const browser = openBrowser(api)
  const answer = await browser.ask('POST', '/setup', { body: { key: api.tokens.admin, ...admin } })
  if (answer.status !== 201) throw new Error(`the set-up failed: ${answer.text}`)
  return browser
}

/** A person with a password of their own, signed in. */
export async function addPerson(api: TestApi, role: string, email = `${role}@example.com`): Promise<Browser> {
  const made = await api.ask('POST', '/users', { body: { name: `The ${role}`, email, role } })
  const browser = openBrowser(api)
  await browser.ask('POST', '/session', { body: { email, password: made.body.password } })
  const body = { oldPassword: made.body.password, newPassword: `a password of ${role}` }
  const changed = await browser.ask('PATCH', '/me', { body })
  if (changed.status !== 200) throw new Error(`no person was added: ${changed.text}`)
  return browser
}
