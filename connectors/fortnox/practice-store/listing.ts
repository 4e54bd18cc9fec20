import type { Answer } from '../../../src/sdk/testing/index.ts'
import { spoilShown } from './garbage.ts'
import { badCharacters, badFilter, badParameter, ok } from './refusals.ts'
import type { Call, Definition } from './resource.ts'
import { wallClock } from './sweden.ts'

const usual = 100
const most = 500
const everywhere = ['page', 'limit', 'offset', 'sortorder', 'filter']

/** Parameters are lower case only; what a list does not know, it refuses. Inferred: so is a limit over 500. */
export function answerList<Row>(definition: Definition<Row>, call: Call): Answer {
  const { query } = call
  const refused = refuse(definition, query)
  if (refused) return refused
  const rows = sort(definition, call, keep(definition, call))
  const show = (row: Row) => spoilShown(call.state, definition.showListed(row, call))
  if (definition.paging === 'none') return ok({ [definition.list]: rows.map(show) })
  const limit = Number(query.get('limit') ?? usual)
  const page = Number(query.get('page') ?? 1)
  const first = definition.paging ? 0 : Number(query.get('offset') ?? (page - 1) * limit)
  const shown = rows.slice(first, first + limit).map(show)
  const meta = { '@TotalResources': rows.length, '@TotalPages': Math.ceil(rows.length / limit), '@CurrentPage': page }
  return ok({ MetaInformation: meta, [definition.list]: shown })
}

function refuse<Row>(definition: Definition<Row>, query: URLSearchParams): Answer | undefined {
  const { filters = {}, sorts = {} } = definition
  if ([...query.values()].some(value => /[<>]/.test(value))) return badCharacters
  const known = new Set([...everywhere, ...namesOf(definition)])
  if ([...query.keys()].some(name => !known.has(name))) return badParameter
  if (query.has('filter') && !Object.hasOwn(filters, query.get('filter') ?? '')) return badFilter
  const wrong =
    !isNumber(query.get('page'), 1) ||
    !isNumber(query.get('limit'), 1, most) ||
    !isNumber(query.get('offset'), 0) ||
    !/^(ascending|descending)$/.test(query.get('sortorder') ?? 'ascending') ||
    (query.has('sortby') && !Object.hasOwn(sorts, query.get('sortby') ?? '')) ||
    !isMoment(query.get('lastmodified')) ||
    ![query.get('fromdate'), query.get('todate')].every(isDay)
  return wrong ? badParameter : undefined
}

const namesOf = <Row>({ fields, day, modified, parameters, sorts }: Definition<Row>): string[] => [
  ...Object.keys(fields ?? {}),
  ...(day ? ['fromdate', 'todate'] : []),
  ...(modified ? ['lastmodified'] : []),
  ...(sorts ? ['sortby'] : []),
  ...(parameters ?? []),
]

const isNumber = (text: string | null, least: number, greatest = Number.MAX_SAFE_INTEGER): boolean =>
  text === null || (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= greatest)
const isDay = (text: string | null): boolean => text === null || /^\d{4}-\d{2}-\d{2}$/.test(text)
/** No offset can be told, and no zone letter. Inferred: what tries is refused. */
const isMoment = (text: string | null): boolean =>
  text === null || /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?$/.test(text)

/** Of two fields that are asked for, Fortnox promises to mind one only; which, it does not say. Here it is the first. */
function keep<Row>(definition: Definition<Row>, call: Call): Row[] {
  const { fields = {}, filters = {}, unfiltered, day, modified } = definition
  const { query, state } = call
  const [field] = [...query].filter(([name]) => Object.hasOwn(fields, name))
  const filter = query.has('filter') ? filters[query.get('filter') ?? ''] : unfiltered
  const since = momentOf(query.get('lastmodified'))
  const [from, to] = [query.get('fromdate'), query.get('todate')]
  return definition.rows(call).filter(row => {
    if (filter && !filter(row, state)) return false
    if (field && !isLike(fields[field[0]]!(row, state), field[1])) return false
    if (since !== null && modified && wallClock(modified(row)) < since) return false
    return !day || ((from === null || day(row) >= from) && (to === null || day(row) <= to))
  })
}

/** ILIKE '%…%': in any case, anywhere in the text. */
const isLike = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase())

/**
 * Times are compared as a wall clock shows them, so the hour that comes twice in autumn is one hour. Inferred: `since` is
 * inclusive, and what is left out of the time is zero.
 */
const momentOf = (text: string | null): string | null =>
  text === null ? null : `${text}${' 00:00:00'.slice(text.length === 10 ? 0 : text.length - 10)}`

function sort<Row>({ sorts = {} }: Definition<Row>, { query, state }: Call, rows: Row[]): Row[] {
  const key = sorts[query.get('sortby') ?? '']
  if (key) {
    rows.sort((a, b) => {
      const [one, other] = [key(a, state), key(b, state)]
      return one < other ? -1 : one > other ? 1 : 0
    })
  }
  return query.get('sortorder') === 'descending' ? rows.reverse() : rows
}
