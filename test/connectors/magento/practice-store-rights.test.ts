import { readFileSync } from 'node:fs'
import t from 'tap'
import { routes } from '../../../connectors/magento/practice-store/answer.ts'

/** Method, path and right of the routes of 2.4.8, from what its modules declare. */
const declared = readFileSync(new URL('../../fixtures/magento/routes-acl.txt', import.meta.url), 'utf8')
const nameless = (path: string) => path.replace(/:\w+/g, ':').replace(/\/$/, '')
const rights = new Map(
  declared
    .trim()
    .split('\n')
    .map(line => line.split(' '))
    .map(([method = '', path = '', right = '']) => [`${method} ${nameless(path)}`, right]),
)

/** Of modules whose routes were not written down: who signs in is nobody yet. */
const signIn = new Set(['POST /V1/integration/admin/token', 'POST /V1/tfa/provider/google/authenticate'])

t.test('each route asks for the right that Magento asks for', async t => {
  t.ok(routes.length > 40)
  for (const { method, path, resource } of routes) {
    const route = `${method} ${nameless(path)}`
    t.equal(resource, signIn.has(route) ? 'anonymous' : rights.get(route), route)
  }
})
