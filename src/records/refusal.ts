/** What zod says of one value that does not fit. */
export interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly expected?: unknown
  readonly values?: readonly unknown[]
  readonly maximum?: unknown
  readonly minimum?: unknown
}

const mostTold = 5

/** A record that does not fit: where, and what is wrong there, in words for whoever looks after the store. */
export class RefusedError extends Error {
  constructor(issues: readonly Issue[]) {
    const byPath = Map.groupBy(issues, ({ path }) => path.join('.'))
    const first = [...byPath].map(([path, [issue]]) => [path, sayIssue(issue!)].filter(Boolean).join(': '))
    const more = first.length > mostTold ? ` (and ${first.length - mostTold} more)` : ''
    super(first.slice(0, mostTold).join('; ') + more)
  }
}

/** Our schemas' own words stay; zod's are said as ours are. */
function sayIssue({ path, message, expected, values, maximum, minimum }: Issue): string {
  if (message.startsWith('Invalid ISO')) return 'is no date'
  if (message.startsWith('Invalid option')) return `is none of ${values?.join(', ')}`
  if (message.startsWith('Too big')) return `is too large or too long: at most ${maximum} is allowed`
  if (message.startsWith('Too small')) return `is too small or too short: at least ${minimum} is needed`
  if (!message.startsWith('Invalid input')) return message
  const [, received] = /received (\w+)/.exec(message) ?? []
  if (received === 'undefined') return 'is missing'
  const wanted = kinds[String(expected)]
  const found = path.length === 0 ? 'The record is' : 'is'
  if (wanted === undefined) return `${found} of a kind that we do not know`
  return `${found} ${kinds[received ?? ''] ?? 'something else'} where ${wanted} is needed`
}

const kinds: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  NaN: 'no number',
  boolean: 'true or false',
  null: 'empty',
}
