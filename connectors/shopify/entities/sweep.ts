import type { z } from 'zod'
import type { Mark, Sweep, Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Queries } from '../queries.ts'
import { idOf, type Position, walk } from '../walk.ts'

interface Swept<Marked> {
  /** By id, so that nothing moves. */
  readonly queries: Queries
  readonly pageSize?: number
  readonly schema: z.ZodType<Marked>
  readonly fingerprint: (marked: Marked) => string
  /** What the records of a page are made into; absent: nothing. */
  readonly prepare?: (client: Client, records: readonly unknown[]) => Promise<readonly unknown[]>
}

/** Marks all that were created within the bounds, whenever they changed. */
export function sweepOf<Marked>({ queries, pageSize = 250, schema, fingerprint, prepare }: Swept<Marked>) {
  const markOf = (record: unknown): Mark[] => {
    const externalId = idOf(record)
    const marked = schema.safeParse(record)
    if (externalId === null) return []
    return [{ externalId, fingerprint: marked.success ? fingerprint(marked.data) : 'unreadable' }]
  }
  return async function* sweep(client: Client, window: Window, from: Position | null): AsyncGenerator<Sweep<Position>> {
    for await (const { records, next } of walk(client, { queries, pageSize }, { ...window, since: null }, from)) {
      const prepared = (await prepare?.(client, records)) ?? records
      yield { marks: prepared.flatMap(markOf), next }
    }
  }
}
