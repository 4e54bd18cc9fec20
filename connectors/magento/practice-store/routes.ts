import { refuse } from './auth.ts'
import { pickFields } from './pick-fields.ts'
import { type Call, fail, type Json, noRoute, type Reply } from './request.ts'
import type { State } from './state.ts'

/** One request that has found its route. */
export interface Visit extends Call {
  readonly state: State
  /** What the route's pattern caught, decoded. */
  readonly caught: readonly string[]
  readonly json: Json
}

export interface Route {
  /** `/V1/orders/:id` */
  readonly path: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** The ACL resource, or `anonymous`. */
  readonly resource: string
  /** Absent: every shop has it. */
  readonly exists?: (state: State) => boolean
  readonly answer: (visit: Visit) => Reply
}

interface Compiled extends Route {
  readonly pattern: RegExp
}

export const compileRoutes = (routes: readonly Route[]): readonly Compiled[] =>
  routes.map(route => ({ ...route, pattern: new RegExp(`^${route.path.replace(/:\w+/g, '([^/]+)')}/?$`) }))

/** Which route, who may, what was sent, and only then the answer: as Magento does. */
export function dispatch(state: State, routes: readonly Compiled[], call: Call): Reply {
  if (!['GET', 'POST', 'PUT', 'DELETE'].includes(call.method)) {
    return fail(405, `The ${call.method} HTTP method is not supported.`)
  }
  const route = routes.find(
    one => one.method === call.method && one.pattern.test(call.route) && (one.exists?.(state) ?? true),
  )
  if (!route) return noRoute()
  const refusal = refuse(state, call, route.resource)
  if (refusal) return refusal
  const json = readJson(call)
  if (json === null) return fail(400, 'Decoding error.')
  const caught = route.pattern.exec(call.route)!.slice(1).map(decode)
  const reply = route.answer({ ...call, state, caught, json })
  return reply.status === 200 ? { ...reply, body: pickFields(reply.body, call.query.get('fields')) } : reply
}

function readJson({ method, asked: { body } }: Call): Json | null {
  if (method === 'GET' || body === '') return {}
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Json) : {}
  } catch {
    return null
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
