import type { Asked } from '../../../src/sdk/testing/index.ts'

/** A query as PHP reads it: `a[]=1&a[]=2` and `a[1]=x` are arrays whose keys keep the order in which they came. */
export type Parameter = string | ReadonlyMap<string, string>
export type Parameters = Map<string, Parameter>

export function readQuery(search: string): Parameters {
  const read: Parameters = new Map()
  for (const [name, value] of new URLSearchParams(search)) {
    const array = /^([^[]+)\[([^\]]*)\]$/.exec(name)
    if (!array) read.set(name, value)
    else addToArray(read, { name: array[1]!, key: array[2]!, value })
  }
  return read
}

function addToArray(read: Parameters, { name, key, value }: { name: string; key: string; value: string }): void {
  const before = read.get(name)
  const array = before instanceof Map ? (before as Map<string, string>) : new Map<string, string>()
  array.set(key === '' ? String(array.size) : key, value)
  read.set(name, array)
}

/** A list as WordPress reads one: an array as it is, a text cut at commas and blanks. */
export function readList(parameter: Parameter): string[] {
  if (typeof parameter === 'string') return parameter.split(/[\s,]+/).filter(part => part !== '')
  return [...parameter.values()]
}

export const readText = (parameter: Parameter | undefined): string | undefined =>
  typeof parameter === 'string' ? parameter : undefined

/** One request on its way through the store. */
export interface Call {
  readonly asked: Asked
  /** `GET`, or what `_method` made of a POST. */
  readonly method: string
  /** `/wc/v3/orders`: below wp-json, or what `rest_route` names. */
  readonly route: string
  readonly parameters: Parameters
  /** Where the site says it lives. */
  readonly home: string
  /** Where its API lives: `…/wp-json`, or `…/index.php?rest_route=` with plain permalinks. */
  readonly api: string
  /** Whether PHP believes it is spoken to over TLS. */
  readonly secure: boolean
}

export type Json = Readonly<Record<string, unknown>>

/** What a route gives back; the headers that every answer carries are added on the way out. */
export interface Reply {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export const ok = (body: unknown, headers?: Reply['headers']): Reply =>
  headers ? { status: 200, body, headers } : { status: 200, body }

export function fail(status: number, code: string, message: string, more: Json = {}): Reply {
  return { status, body: { code, message, data: { status, ...more } } }
}

export const noRoute = () => fail(404, 'rest_no_route', 'No route was found matching the URL and request method.')
