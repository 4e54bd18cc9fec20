import { type LentApp, type LentApps, nameOfLent } from '../config/lent-apps.ts'
import { StartError } from '../errors.ts'
import {
  type AnyConnector,
  type Authorization,
  type AuthorizationApp,
  attempt,
  ConnectorError,
  type Context,
  type Field,
  type Registry,
} from '../sdk/index.ts'

type Values = Readonly<Record<string, unknown>>
/** With the operator's app where it has none. @throws ConnectorError contract, code `app_not_lent` */
type Complete = (values: Values, context?: Pick<Context, 'http'>) => Values

/**
 * The connectors, those that know an app by fields with the operator's in place of what nobody filled in. It is put in where
 * the connector is called and nowhere else: no credential holds it, so another one counts from the next start on.
 * @throws StartError for an app that no system takes
 */
export function lendApps(registry: Registry, apps: LentApps): Registry {
  const able = [...registry.values()].flatMap(({ id, authorization }) => (authorization?.app ? [id] : []))
  const odd = [...apps.keys()].find(id => !able.includes(id))
  if (odd !== undefined)
    throw new StartError(
      `${nameOfLent(odd, 'CLIENT_ID')} is set, but no system takes an app by that name; there are: ${able.map(id => nameOfLent(id, 'CLIENT_ID')).join(', ')}.`,
    )
  return new Map([...registry].map(([id, connector]) => [id, lendApp(connector, apps.get(id))]))
}

function lendApp(connector: AnyConnector, lent: LentApp | undefined): AnyConnector {
  const { id, authorization, fields } = connector
  if (authorization?.app === undefined) return connector
  const { app } = authorization
  const knownAt = lent && whereKnown(connector, app, lent)
  const complete: Complete = (values, context) => {
    if (values[app.id] || values[app.secret]) return values
    if (lent === undefined || values[app.at] !== knownAt) throw notLent(connector)
    for (const secret of [lent.clientId, lent.clientSecret]) context?.http.keepSecret(secret)
    return { ...values, [app.id]: lent.clientId, [app.secret]: lent.clientSecret }
  }
  return {
    ...connector,
    ...(knownAt !== undefined && { fields: { ...fields, ...lendFields(fields, app, knownAt) } }),
    client: (values, facts, context) => connector.client(complete(values, context), facts, context),
    checks: connector.checks.map(check => completeFor(id, app, { check, complete })),
    authorization: completeIn(id, authorization, complete),
  }
}

type AnyCheck = AnyConnector['checks'][number]

function completeFor(
  id: string,
  app: AuthorizationApp,
  { check, complete }: { check: AnyCheck; complete: Complete },
): AnyCheck {
  return {
    ...check,
    async run(session) {
      const values = complete(session.values, session.context)
      const running = check.run({ ...session, values })
      if (values === session.values) return running
      const result = await attempt(running)
      if (!(result instanceof ConnectorError)) return 'remedy' in result ? blameOperator(id, app, result) : result
      const { message: diagnosis, remedy, field = check.field } = result
      return blameOperator(id, app, { status: 'failed' as const, diagnosis, remedy, field })
    },
  }
}

const completeIn = (id: string, authorization: Authorization, complete: Complete): Authorization => ({
  ...authorization,
  url: (given, asked) => authorization.url(complete(given), asked),
  async finish(given, code, context) {
    const values = complete(given, context)
    try {
      return await authorization.finish(values, code, context)
    } catch (error) {
      if (values === given || !(error instanceof ConnectorError)) throw error
      const { kind, message, remedy, field } = error
      throw new ConnectorError(kind, message, blameOperator(id, authorization.app!, { remedy, field }))
    }
  },
})

const lendFields = (fields: AnyConnector['fields'], { id, secret, at }: AuthorizationApp, is: string) => ({
  [id]: { ...fields[id], lent: { with: secret, while: { field: at, is } } } as Field,
  [secret]: { ...fields[secret], lent: { with: id, while: { field: at, is } } } as Field,
})

function whereKnown({ id, fields }: AnyConnector, { at }: AuthorizationApp, { apiUrl }: LentApp): string {
  const field: Field | undefined = fields[at]
  const known = field?.schema.safeParse(apiUrl ?? field.initial).data
  if (typeof known === 'string') return known
  throw new StartError(`${nameOfLent(id, 'API_URL')} must be set, so that the app is shown to nobody else.`)
}

/** What is not in the form cannot be put right there. */
function blameOperator<T extends { readonly remedy: string; readonly field?: string | undefined }>(
  id: string,
  app: AuthorizationApp,
  { field, ...told }: T,
) {
  if (field === app.secret) return { ...told, remedy: tellOperator(id) }
  return { ...told, ...(field !== undefined && field !== app.id && { field }) }
}

const tellOperator = (id: string): string =>
  `The app is the operator’s: ${nameOfLent(id, 'CLIENT_ID')} and ${nameOfLent(id, 'CLIENT_SECRET')} must be put right and Koppla started again.`

const notLent = ({ id, name }: AnyConnector): ConnectorError =>
  new ConnectorError('contract', `This connection uses the operator’s app at ${name}, and there is none any more.`, {
    remedy: `Set ${nameOfLent(id, 'CLIENT_ID')} and ${nameOfLent(id, 'CLIENT_SECRET')} again and start Koppla, or give the connection an app of its own.`,
    code: 'app_not_lent',
  })
