import type { Nested } from '../queries.ts'

/** A list as one bulk operation reads it: whole, with one line for each object. */
export interface BulkList {
  /** `products` */
  readonly list: string
  /** As in `Walk`. */
  readonly search?: string
  /** Without fragments, its connections as `inBulk` writes them. */
  readonly fields: string
  /** Every connection in `fields`, however deep. */
  readonly nested: readonly InBulk[]
}

/** A connection of which all rows come; `most`: of which so many are wanted. */
export type InBulk = Pick<Nested, 'on' | 'field' | 'nodes' | 'type'> & { readonly most?: number }

/** It has no page. `nodes`, and a parent without its id, are refused. */
export const inBulk = ({ field, nodes }: InBulk): string => `${field} { edges { node { ${nodes} } } }`

export const bulkQueryOf = ({ list, search, fields }: BulkList): string =>
  `{ ${list}${search === undefined ? '' : `(query: ${JSON.stringify(search)})`} { edges { node { ${fields} } } } }`

export const bulkQueries = {
  run: `mutation RunInBulk($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) { bulkOperation { id } userErrors { code message } }
}`,
  cancel: `mutation CancelBulk($id: ID!) {
  bulkOperationCancel(id: $id) { bulkOperation { id } }
}`,
  list: `query ListBulk {
  bulkOperations(first: 25) { nodes { id status query } }
}`,
  look: `query LookAtBulk($id: ID!) {
  bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount url createdAt }
}`,
}
