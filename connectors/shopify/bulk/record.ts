import { fileUnclear } from './failed.ts'
import type { Row } from './file.ts'
import type { BulkList, InBulk } from './query.ts'

type Made = Record<string, unknown>

/** The record that a page would have given: what hangs on it is put back into its connections, all of it. */
export function assemble({ nested }: BulkList, rows: readonly Row[]): unknown {
  const made = new Map<string, Made>()
  for (const { __parentId: parentId, ...row } of rows) {
    const record: Made = { ...row, ...emptyConnections(nested, row.id) }
    if (parentId !== undefined) hang(record, { on: made.get(parentId), at: placeOf(nested, parentId, row.id) })
    made.set(row.id, record)
  }
  return made.get(rows[0]!.id)
}

const typeOf = (id: string): string | undefined => /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1]

const isOn = (parentId: string) => (one: InBulk) => one.on === typeOf(parentId)

const emptyConnections = (nested: readonly InBulk[], id: string) =>
  Object.fromEntries(
    nested
      .filter(isOn(id))
      .map(({ field, most }) => [field, { nodes: [], ...(most === undefined && { pageInfo: whole }) }]),
  )

const whole = { hasNextPage: false, endCursor: null }

/** Lines do not say of which connection they are: their type does, and what is of no single type goes where that is so. */
function placeOf(nested: readonly InBulk[], parentId: string, id: string): InBulk | undefined {
  const here = nested.filter(isOn(parentId))
  return here.find(({ type }) => type === typeOf(id)) ?? here.find(({ type }) => type === undefined)
}

interface Place {
  readonly on: Made | undefined
  readonly at: InBulk | undefined
}

function hang(record: Made, { on, at }: Place): void {
  const connection = at && (on?.[at.field] as { nodes: unknown[] } | undefined)
  if (connection === undefined) throw fileUnclear()
  if (connection.nodes.length < (at?.most ?? Number.POSITIVE_INFINITY)) connection.nodes.push(record)
}
