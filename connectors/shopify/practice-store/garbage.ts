import { type GraphQLOutputType, isNonNullType } from 'graphql'
import type { State } from './state.ts'
import { fail } from './visit.ts'

const failed = () =>
  fail(
    'INTERNAL_SERVER_ERROR',
    'Internal error. Looks like something went wrong on our end.\nRequest ID: 5f1c7d2e-practice (include this in support requests).',
  )

/** Shopify waits ten seconds for itself, and then gives up the whole answer. */
export const tookTooLong = 'TOOK_TOO_LONG'

interface Field {
  readonly name: string
  readonly type: GraphQLOutputType
}

/**
 * What single records can be like. The schema keeps types as they are, so what is left is a record that fails, one that takes
 * too long, one without anything that it may lack, and odd text.
 */
const kinds = {
  fails: () => {
    throw failed()
  },
  takesTooLong: () => {
    throw fail(tookTooLong, 'Timeout')
  },
  emptied: (value, { type }) => (isNonNullType(type) ? value : null),
  /** What databases refuse, and half of an emoji. */
  nulCharacters: (value, { name }) => (/^(name|title|note|firstName)$/.test(name) ? `a\u0000b \ud83d` : value),
  tenMegabytes: (value, { name }) =>
    /^(note|descriptionHtml|firstName)$/.test(name) ? 'x'.repeat(10 * 1024 * 1024) : value,
} satisfies Record<string, (value: unknown, field: Field) => unknown>

export type RecordGarbage = keyof typeof kinds

/** That it is there, and since when, every record can tell. */
const safe = new Set(['__typename', 'id', 'createdAt', 'updatedAt'])

/** What becomes of one field of a record. */
export function spoilField(state: State, source: unknown, field: Field, value: unknown): unknown {
  if (state.garbage.size === 0 || safe.has(field.name)) return value
  const kind = state.garbage.get(String(Object(source)['id']))
  return kind === undefined ? value : (kinds[kind] as (value: unknown, field: Field) => unknown)(value, field)
}

/** By its whole id: `gid://shopify/Order/586`. Null makes it whole. */
export function spoilRecord(state: State, id: string, kind: RecordGarbage | null): void {
  if (kind) state.garbage.set(id, kind)
  else state.garbage.delete(id)
}
