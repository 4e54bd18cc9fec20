import type { Asked } from '../../../src/sdk/testing/index.ts'
import { authenticate, type Right, refuseByKey, refuseByRole, type Who } from './auth.ts'
import { makePicker } from './pick-fields.ts'
import { type Call, fail, noRoute, type Reply, readList, readText } from './request.ts'
import { isHpos, type State } from './state.ts'
import type { View } from './view.ts'

/** One request that has found its route. */
export interface Visit extends Call {
  readonly state: State
  readonly view: View
  readonly who: Who
  /** The numbers (or names) that the route's pattern caught. */
  readonly ids: readonly number[]
  readonly caught: readonly string[]
  readonly json: Readonly<Record<string, unknown>>
  /** In a batch: what is wrong is not refused. */
  readonly loose?: boolean
}

export interface Route {
  /** `/wc/v3/orders/(\d+)`: below wp-json, whole. */
  readonly path: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Absent: anybody may. */
  readonly right?: Right
  /** Which methods the `Allow` header names; it does not know what the key may. */
  readonly allow?: string
  /** Absent: every version has it. */
  readonly exists?: (state: State) => boolean
  readonly answer: (visit: Visit) => Reply
}

export const onlyNew = (state: State) => isHpos(state)

interface Compiled extends Route {
  readonly pattern: RegExp
}

const WRITING: Readonly<Record<string, string>> = { PATCH: 'PUT', HEAD: 'GET' }

export function compileRoutes(routes: readonly Route[]): readonly Compiled[] {
  return routes.map(route => ({ ...route, pattern: new RegExp(`^${route.path}/?$`) }))
}

/** Who it is, whether the key lets the method through, which route, who may, and only then the answer: as WordPress does. */
export function dispatch(state: State, routes: readonly Compiled[], call: Call): Reply {
  const who = authenticate(state, call)
  if ('status' in who) return who
  const refusedByKey = refuseByKey(who, call.method)
  if (refusedByKey) return refusedByKey
  const method = WRITING[call.method] ?? call.method
  const reachable = routes.filter(one => one.pattern.test(call.route) && (one.exists?.(state) ?? true))
  if (call.method === 'OPTIONS' && reachable.length > 0) return { status: 200, body: {}, headers: allowOf(reachable) }
  const route = reachable.find(one => one.method === method || (method === 'POST' && acceptsPost(one, reachable)))
  if (!route) return noRoute()
  const json = readJson(call.asked)
  if (json === null) return invalidJson()
  const caught = route.pattern.exec(call.route)!.slice(1)
  const decimals = Number(readText(call.parameters.get('dp')) ?? 2)
  const view: View = { state, home: call.home, api: call.api, decimals, wants: readWants(call) }
  const visit: Visit = { ...call, state, view, who, caught, ids: caught.map(Number), json }
  const reply = refuseByRoute(route, visit) ?? route.answer(visit)
  return {
    ...reply,
    headers: { ...(reply.status < 400 || reply.status === 400 ? allowOf(reachable) : {}), ...reply.headers },
  }
}

function readWants({ parameters }: Call): View['wants'] {
  const fields = parameters.get('_fields')
  if (fields === undefined) return () => true
  const wanted = new Set(readList(fields).map(field => field.split('.', 1)[0]))
  return name => wanted.has(name)
}

/** A single record may be written with POST as well as with PUT. */
const acceptsPost = (route: Route, all: readonly Route[]) =>
  route.method === 'PUT' && !all.some(one => one.method === 'POST')

const refuseByRoute = (route: Route, { who }: Visit) => (route.right ? refuseByRole(who, route.right) : null)

function allowOf(reachable: readonly Route[]): Record<string, string> {
  const given = reachable.find(one => one.allow)?.allow
  const methods = [
    ...new Set(reachable.flatMap(one => (one.method === 'PUT' ? ['POST', 'PUT', 'PATCH'] : [one.method]))),
  ]
  return { Allow: given ?? methods.join(', ') }
}

/** A body that is not an object counts as empty; one that is no JSON is refused. Null: it is no JSON. */
function readJson({ method, body, headers }: Asked): Visit['json'] | null {
  if (method === 'GET' || body === '' || !/json/.test(headers['content-type'] ?? '')) return {}
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Visit['json']) : {}
  } catch {
    return null
  }
}

const invalidJson = () =>
  fail(400, 'rest_invalid_json', 'Invalid JSON body passed.', {
    json_error_code: 4,
    json_error_message: 'Syntax error',
  })

/** A single record, cut down to `_fields` where they were asked for. */
export function one(visit: Visit, record: Readonly<Record<string, unknown>>, status = 200): Reply {
  const fields = visit.parameters.get('_fields')
  return { status, body: fields === undefined ? record : makePicker(readList(fields), { single: true })(record) }
}
