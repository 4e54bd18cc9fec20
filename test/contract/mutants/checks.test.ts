import { ConnectorError } from '../../../src/sdk/index.ts'
import { toyshop } from '../toyshop/index.ts'
import { catchAll } from './judge.ts'
import { type Anything, breakConnector, breakHttp } from './mutate.ts'

const withCheck = (wanted: string, change: (check: Anything) => object) => ({
  checks: toyshop.checks.map(check => (check.id === wanted ? { ...check, ...change(check) } : check)),
})
const running = (run: (session: Anything, genuine: Anything) => unknown) => (check: Anything) => ({
  run: (session: Anything) => run(session, check.run),
})

catchAll({
  'a check without a field': breakConnector(
    /field at fault/,
    withCheck('credentials', () => ({ field: undefined })),
  ),
  'a field that the form does not have': breakConnector(
    /that the form has/,
    withCheck('credentials', () => ({ field: 'password' })),
  ),
  'tells the secret in a diagnosis': breakConnector(
    /no secret is told|nor the wrong one/,
    withCheck(
      'credentials',
      running(async (session, genuine) => {
        const { values } = session
        return genuine(session).catch(() => {
          throw new ConnectorError('auth', `${values.secret} was refused`, { remedy: 'Make another.' })
        })
      }),
    ),
  ),
  'tells the secret in a diagnosis, encoded': breakConnector(
    /no secret is told/,
    withCheck(
      'facts.store',
      running(async (session, genuine) => ({
        ...(await genuine(session)),
        detail: btoa(`x:${session.values.secret}`),
      })),
    ),
  ),
  'accepts any credential': breakConnector(
    /the check of the credential fails/,
    withCheck(
      'credentials',
      running(async () => ({ status: 'passed' })),
    ),
  ),
  'does not block on a refused credential': breakConnector(
    /what depends on it is skipped/,
    withCheck('credentials', () => ({ blocking: false })),
  ),
  'calls whatever fails a wrong credential': breakConnector(
    /told as not reachable/,
    withCheck(
      'reachable.api',
      running(async () => ({ status: 'passed' })),
    ),
  ),
  'fails with a good credential': breakConnector(
    /nothing fails/,
    withCheck(
      'entity.orders',
      running(async () => ({ status: 'failed', diagnosis: 'No.', remedy: 'None.' })),
    ),
  ),
  'does not find what a connection must remember': breakConnector(
    /has been found/,
    withCheck(
      'facts.store',
      running(async () => ({ status: 'passed' })),
    ),
  ),
  'offers no parts': breakConnector(
    /the parts for branch are offered/,
    withCheck(
      'facts.store',
      running(async (session, genuine) => ({ ...(await genuine(session)), offers: undefined })),
    ),
  ),
  'takes whatever part is typed': breakConnector(
    /a part that there is not is refused/,
    withCheck(
      'facts.store',
      running((session, genuine) => genuine({ ...session, values: { ...session.values, branch: 'all' } })),
    ),
  ),
  'offers nothing instead of a part that there is not': breakConnector(
    /with those that there are/,
    withCheck(
      'facts.store',
      running(async (session, genuine) => {
        const result = await genuine(session)
        return result.status === 'failed' ? { ...result, offers: undefined } : result
      }),
    ),
  ),
  'begins with a part of the store': breakConnector(/branch begins with the whole store/, {
    fields: { ...toyshop.fields, branch: { ...toyshop.fields.branch, initial: 'north' } },
  }),
  'tells the secret to the log': breakConnector(/in the log/, {
    client: (values: Anything, facts: Anything, context: Anything) => {
      context.log.info({ authorization: btoa(`${values.key}:${values.secret}`) }, 'opened')
      return toyshop.client(values, facts, context)
    },
  }),
  'puts the secret into the address': breakHttp(/in an address/, (http, values) => ({
    json: (request, schema, explain) =>
      http.json({ ...request, query: { ...request.query, secret: values.secret } }, schema, explain),
  })),
  'tells its own time': breakConnector(/store’s own time/, {
    clock: async () => ({ at: new Date().toISOString() }),
  }),
  'trusts the time of a cached answer': breakConnector(/from a cache/, {
    client: (values: Anything, facts: Anything, context: Anything) => ({
      ...toyshop.client(values, facts, context),
      date: async () => (await context.http.send({ url: values.baseUrl })).headers.date,
    }),
    clock: async (client: Anything) => ({ at: new Date(await client.date()).toISOString() }),
  }),
})
