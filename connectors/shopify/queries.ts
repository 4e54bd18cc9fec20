/** The least that can be asked: for the clock, and for whether anybody is there. */
export const shopQuery = 'query { shop { id } }'

const pageInfo = 'pageInfo { hasNextPage endCursor }'
const rest = (fragments: readonly string[] = []): string => ['', ...fragments].join('\n')

/** Records that can be listed, and what is wanted of each. */
export interface Listing {
  /** `orders` */
  readonly list: string
  /** `Order` */
  readonly type: string
  /** What the list is sorted by; null: by id, because nothing else can be chosen. */
  readonly by: 'UPDATED_AT' | 'ID' | null
  readonly fields: string
  /** Those that `fields` names, and that those name. */
  readonly fragments?: readonly string[]
}

/** The ways of asking for the same records. */
export interface Queries {
  readonly by: Listing['by']
  /** Takes `$first`, `$after` and `$query`, and gives `listed`. */
  readonly page: string
  /** The same rows with nothing in them that could fail. */
  readonly ids: string
  /** Takes `$ids`, and gives `nodes`. */
  readonly named: string
}

export function queriesOf({ list, type, by, fields, fragments }: Listing): Queries {
  const sorted = by === null ? '' : `, sortKey: ${by}`
  const page = (name: string, wanted: string) => `query ${name}($first: Int!, $after: String, $query: String) {
  listed: ${list}(first: $first, after: $after, query: $query${sorted}) { ${pageInfo} nodes { ${wanted} } }
}`
  return {
    by,
    page: page('Page', fields) + rest(fragments),
    ids: page('Ids', by === 'UPDATED_AT' ? 'id updatedAt' : 'id'),
    named: `query Named($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { ${fields} } } }${rest(fragments)}`,
  }
}

/** A connection inside a record: however long it is, all of it is read. */
export interface Nested {
  /** The type of the record: `Order`. */
  readonly on: string
  /** `lineItems` */
  readonly field: string
  /** How many rows come with the record. */
  readonly first: number
  readonly nodes: string
  readonly fragments?: readonly string[]
  /** The type of its rows, where they are all of one: `LineItem`. */
  readonly type?: string
}

export const connectionOf = ({ field, first, nodes }: Nested): string =>
  `${field}(first: ${first}) { ${pageInfo} nodes { ${nodes} } }`

/** Takes `$id` and `$after`, and gives `node` with `more`. */
export const moreOf = ({ on, field, nodes, fragments }: Nested): string =>
  `query More($id: ID!, $after: String) {
  node(id: $id) { ... on ${on} { more: ${field}(first: 250, after: $after) { ${pageInfo} nodes { ${nodes} } } } }
}${rest(fragments)}`
