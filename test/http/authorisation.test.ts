import { randomUUID } from 'node:crypto'
import t from 'tap'
import { roles } from '../../src/http/api/keys.ts'
import { type Asking, startApi, type TestApi } from '../support/api.ts'
import { addPerson, openBrowser, setUp } from '../support/browser.ts'
import { openTestDatabase } from '../support/database.ts'
import { hiddenRoutes, type Rule, routeRules } from '../support/route-rules.ts'

t.setTimeout(600_000)

interface Asker {
  readonly name: string
  readonly role: (typeof roles)[number] | 'nobody'
  readonly via: 'nothing' | 'key' | 'group key' | 'session'
  readonly ask: (method: string, path: string, asking?: Omit<Asking, 'as'>) => ReturnType<TestApi['ask']>
}

async function gatherAskers(api: TestApi): Promise<Asker[]> {
  const nobody = { role: 'nobody', via: 'nothing' } as const
  const withKey = (token: string): Asker['ask'] => {
    const headers = { authorization: `Bearer ${token}` }
    return (method, path, asking) => api.ask(method, path, { ...asking, as: null, headers })
  }
  const makeKey = async (role: string, more = {}) =>
    (await api.ask('POST', '/keys', { body: { name: `of ${role}`, role, ...more } })).body
  const companyGroupId = (await api.ask('POST', '/company-groups', { body: { name: 'Nord' } })).body.id
  const admin = await setUp(api)
  const revoked = await makeKey('admin')
  await api.ask('DELETE', `/keys/${revoked.id}`)
  const left = await addPerson(api, 'admin', 'left@example.com')
  const held = new Map(left.cookies)
  await left.ask('DELETE', '/session')
  for (const [name, value] of held) left.cookies.set(name, value)
  const given = openBrowser(api)
  const newcomer = { name: 'New', email: 'new@example.com', role: 'admin' }
  const { password } = (await api.ask('POST', '/users', { body: newcomer })).body
  await given.ask('POST', '/session', { body: { email: newcomer.email, password } })
  const askers: Asker[] = [
    { name: 'nobody', ...nobody, ask: (method, path, asking) => api.ask(method, path, { ...asking, as: null }) },
    { name: 'a revoked admin key', ...nobody, ask: withKey(revoked.key) },
    { name: 'an admin who has signed out', ...nobody, ask: left.ask },
    { name: 'an admin whose password was given', ...nobody, ask: given.ask },
  ]
  for (const role of roles) {
    const group = await makeKey(role, { companyGroupId })
    const person = role === 'admin' ? admin : await addPerson(api, role)
    askers.push(
      { name: `a ${role} key`, role, via: 'key', ask: withKey(api.tokens[role]) },
      { name: `a ${role} key of a group`, role, via: 'group key', ask: withKey(group.key) },
      { name: `a ${role}`, role, via: 'session', ask: person.ask },
    )
  }
  return askers
}

/** Of who has not chosen a password yet: nothing but to see who they are, to choose one and to leave. */
const withGivenPassword = new Set(['GET /me', 'PATCH /me', 'DELETE /session'])

function isLetIn({ name, role, via }: Asker, route: string, { least, person, installation }: Rule): boolean {
  if (least === 'anyone') return true
  if (/password was given/.test(name)) return withGivenPassword.has(route)
  if (role === 'nobody' || roles.indexOf(role) < roles.indexOf(least)) return false
  return !(person && via !== 'session') && !(installation && via === 'group key')
}

const fill = (path: string) => path.replaceAll(/\{\w+\}/g, () => randomUUID())

t.test('every route lets in whom its rule names, and nobody else', async t => {
  const { db } = await openTestDatabase(t)
  const api = await startApi(t, db)
  const { body: document } = await api.ask('GET', '//api/openapi.json', { as: null })
  const shown = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  )
  t.strictSame(shown.sort(), [...routeRules.keys()].sort(), 'every route has a rule, and every rule a route')
  const under = (path: string) => (path.startsWith('/api/') || /^\/(healthz|readyz|metrics)/.test(path) ? '/' : '')
  const askers = await gatherAskers(api)
  const asked = [...routeRules, ...hiddenRoutes].sort(
    ([a], [b]) => Number(a === 'DELETE /session') - Number(b === 'DELETE /session'),
  )
  const refusals = new Set([401, 403, 429])
  const wrong: string[] = []
  for (const [route, rule] of asked) {
    const [method = '', path = ''] = route.split(' ')
    const body = method === 'GET' ? undefined : {}
    const put = async (asker: Asker) => {
      const { status } = await asker.ask(method, under(path) + fill(path), { body })
      if (refusals.has(status) === isLetIn(asker, route, rule) || status >= 500)
        wrong.push(`${route}, asked by ${asker.name}: ${status}`)
    }
    await Promise.all(askers.map(put))
  }
  t.strictSame(wrong, [])
  t.comment(`${asked.length} routes × ${askers.length} askers = ${asked.length * askers.length} tried`)
})

t.test('what the document does not show has a rule too', async t => {
  const { db } = await openTestDatabase(t)
  const { listRoutes } = await startApi(t, db)
  const known = new Set([
    ...hiddenRoutes.keys(),
    ...[...routeRules.keys()].map(route => route.replace(' ', ' /api/v1')),
  ])
  const served = listRoutes().filter(route => !/^GET (\/api\/docs[/*]|\*$)/.test(route))
  t.ok(served.length > 130)
  t.strictSame(
    served.filter(route => !known.has(route)),
    [],
  )
})
