import { fail, isMissing, type Reply } from './request.ts'

export interface Filter {
  readonly field: string
  readonly value: string
  readonly conditionType: string
}

/** What `searchCriteria[…]` asks for. Filters of one group are alternatives; all groups must hold. */
export interface Criteria {
  readonly groups: readonly (readonly Filter[])[]
  readonly sorts: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[]
  readonly pageSize: number | null
  readonly currentPage: number | null
}

type Tree = { [name: string]: Tree | string }

/** Both spellings, `filterGroups` and `filter_groups`, are understood. */
export function readCriteria(query: URLSearchParams): Criteria | Reply {
  const root = readTree(query)['searchCriteria']
  if (root === undefined) return isMissing('searchCriteria')
  const tree = asTree(root)
  const pageSize = readInteger(tree, 'pageSize')
  const currentPage = readInteger(tree, 'currentPage')
  for (const number of [pageSize, currentPage]) if (isReply(number)) return number
  const groups = rowsOf(tree['filterGroups']).map(group => rowsOf(group['filters']).map(readFilter))
  const sorts: Criteria['sorts'][number][] = []
  for (const sort of rowsOf(tree['sortOrders'])) {
    const direction = (textOf(sort['direction']) || 'DESC').toUpperCase()
    if (direction !== 'ASC' && direction !== 'DESC') return badDirection()
    sorts.push({ field: textOf(sort['field']), direction })
  }
  return { groups, sorts, pageSize: pageSize as number | null, currentPage: currentPage as number | null }
}

const isReply = (value: unknown): value is Reply => typeof value === 'object' && value !== null && 'status' in value

const badDirection = () =>
  fail(400, 'The sort order has to be specified as %1 for ascending order or %2 for descending order.', ['ASC', 'DESC'])

function readFilter(filter: Tree): Filter {
  return {
    field: textOf(filter['field']),
    value: textOf(filter['value']),
    conditionType: textOf(filter['conditionType']) || 'eq',
  }
}

function readInteger(tree: Tree, name: string): number | null | Reply {
  const text = textOf(tree[name])
  if (tree[name] === undefined) return null
  if (/^-?\d+$/.test(text)) return Number(text)
  const problem = `The "${text}" value's type is invalid. The "int" type was expected. Verify and try again.`
  return fail(400, `Error occurred during "${name}" processing. ${problem}`)
}

/** `a[b][0][c]=1` as PHP reads it, names in camel case whichever way they came. */
export function readTree(query: URLSearchParams): Tree {
  const root: Tree = {}
  for (const [name, value] of query) {
    const [, first, rest] = /^([^[]*)(.*)$/s.exec(name)!
    const path = [first!, ...Array.from(rest!.matchAll(/\[([^\]]*)\]/g), match => match[1]!)].map(toCamelCase)
    let at = root
    for (const step of path.slice(0, -1)) {
      const below = asTree(at[step])
      at[step] = below
      at = below
    }
    at[path.at(-1)!] = value
  }
  return root
}

const toCamelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const asTree = (value: Tree | string | undefined): Tree => (typeof value === 'object' ? value : {})
const textOf = (value: Tree | string | undefined): string => (typeof value === 'string' ? value : '')
/** In the order of their numbers, whatever order they came in. */
const rowsOf = (value: Tree | string | undefined): Tree[] =>
  Object.entries(asTree(value))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, row]) => asTree(row))

/** The criteria as every list repeats them. */
export function showCriteria({ groups, sorts, pageSize, currentPage }: Criteria) {
  const shownGroups = groups.map(filters => ({
    filters: filters.map(({ field, value, conditionType }) => ({ field, value, condition_type: conditionType })),
  }))
  return {
    filter_groups: shownGroups,
    ...(sorts.length > 0 && { sort_orders: sorts }),
    ...(pageSize !== null && { page_size: pageSize }),
    ...(currentPage !== null && { current_page: currentPage }),
  }
}
