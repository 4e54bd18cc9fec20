import { isDate } from './dates.ts'
import { fail, type Json, type Parameter, type Parameters, type Reply, readList } from './request.ts'

interface Rule {
  readonly is: 'integer' | 'boolean' | 'date' | 'string' | 'ids' | 'list'
  readonly minimum?: number
  readonly maximum?: number
  readonly among?: readonly string[]
  readonly default?: string | readonly string[]
}
export type Rules = Readonly<Record<string, Rule>>

/** What every list takes. Whatever a list does not name is ignored, as the real one does. */
export const paging: Rules = {
  context: { is: 'string', among: ['view', 'edit'] },
  page: { is: 'integer', minimum: 1 },
  per_page: { is: 'integer', minimum: 1, maximum: 100 },
  offset: { is: 'integer' },
  order: { is: 'string', among: ['asc', 'desc'] },
  include: { is: 'ids' },
  exclude: { is: 'ids' },
  search: { is: 'string' },
}

export const dated: Rules = {
  after: { is: 'date' },
  before: { is: 'date' },
  modified_after: { is: 'date' },
  modified_before: { is: 'date' },
  dates_are_gmt: { is: 'boolean' },
}

interface Wrong {
  readonly code: string
  readonly message: string
  readonly data: Json | null
}

/** The first answer of WordPress: every parameter that is known and wrong, in the order of the route's own list. */
export function refuseWrong(rules: Rules, parameters: Parameters): Reply | null {
  const wrong = Object.entries(rules).flatMap(([name, rule]) => {
    const value = parameters.get(name)
    const found = value === undefined ? null : findWrong(name, rule, value)
    return found ? [[name, found] as const] : []
  })
  return wrong.length > 0 ? refuse(wrong) : null
}

export function refuse(wrong: readonly (readonly [string, Wrong])[]): Reply {
  const names = wrong.map(([name]) => name).join(', ')
  const params = Object.fromEntries(wrong.map(([name, { message }]) => [name, message]))
  return fail(400, 'rest_invalid_param', `Invalid parameter(s): ${names}`, {
    params,
    details: Object.fromEntries(wrong),
  })
}

export const wrongType = (name: string, type: string): Wrong => ({
  code: 'rest_invalid_type',
  message: `${name} is not of type ${type}.`,
  data: { param: name },
})

export function notAmong(name: string, among: readonly string[]): Wrong {
  const all = `${among.slice(0, -1).join(', ')}, and ${among.at(-1)}`
  return { code: 'rest_not_in_enum', message: `${name} is not one of ${all}.`, data: null }
}

function findWrong(name: string, rule: Rule, value: Parameter): Wrong | null {
  if (rule.is === 'list') {
    const at = readList(value).findIndex(one => !rule.among?.includes(one))
    return at === -1 ? null : notAmong(`${name}[${at}]`, rule.among!)
  }
  if (rule.is === 'ids') {
    const at = readList(value).findIndex(one => !/^-?\d+$/.test(one))
    return at === -1 ? null : wrongType(`${name}[${at}]`, 'integer')
  }
  if (typeof value !== 'string') return wrongType(name, rule.is === 'date' ? 'string' : rule.is)
  if (rule.is === 'date')
    return isDate(value) ? null : { code: 'rest_invalid_date', message: 'Invalid date.', data: null }
  if (rule.is === 'boolean') return /^(0|1|true|false)$/i.test(value) ? null : wrongType(name, 'boolean')
  if (rule.is === 'integer') return findWrongInteger(name, rule, value)
  return rule.among && !rule.among.includes(value) ? notAmong(name, rule.among) : null
}

function findWrongInteger(name: string, { minimum, maximum }: Rule, value: string): Wrong | null {
  if (!/^-?\d+(\.0*)?$/.test(value)) return wrongType(name, 'integer')
  const number = Number(value)
  if (number >= (minimum ?? Number.MIN_SAFE_INTEGER) && number <= (maximum ?? Number.MAX_SAFE_INTEGER)) return null
  const between = `must be between ${minimum} (inclusive) and ${maximum} (inclusive)`
  const message = `${name} ${maximum === undefined ? `must be greater than or equal to ${minimum}` : between}`
  return { code: 'rest_out_of_bounds', message, data: null }
}

/** The query as the `Link` header repeats it: lists taken apart, true as 1, and the route's defaults at its end. */
export function repeatQuery(rules: Rules, parameters: Parameters): [string, string][] {
  const repeated = [...parameters].flatMap(([name, value]): [string, string][] => {
    const rule = rules[name]
    if (rule?.is === 'list' || rule?.is === 'ids' || typeof value !== 'string') {
      return readList(value).map((one, at) => [`${name}[${at}]`, one])
    }
    return [[name, rule?.is === 'boolean' ? (isTrue(value) ? '1' : '') : value]]
  })
  return repeated
}

export const isTrue = (value: Parameter | undefined) => value === '1' || /^true$/i.test(String(value ?? ''))
