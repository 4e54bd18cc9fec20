import type { z } from 'zod'
import type { Mark, Sweep, Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { idOf, type Position, type Walk, walk } from '../walk.ts'

interface Swept<Marked> {
  /** By id, so that nothing moves. */
  readonly of: Walk
  readonly schema: z.ZodType<Marked>
  readonly fingerprint: (marked: Marked) => string
  /** What the records of a page are made into; absent: nothing. */
  readonly prepare?: (client: Client, records: readonly unknown[]) => Promise<readonly unknown[]>
}

/** Marks all that were created within the bounds, whenever they changed. */
export function sweepOf<Marked>({ of, schema, fingerprint, prepare }: Swept<Marked>) {
  const markOf = (record: unknown): Mark[] => {
    const externalId = idOf(record)
    const marked = schema.safeParse(record)
    if (externalId === null) return []
    return [{ externalId, fingerprint: marked.success ? fingerprint(marked.data) : 'unreadable' }]
  }
  return async function* sweep(client: Client, window: Window, from: Position | null): AsyncGenerator<Sweep<Position>> {
    for await (const { records, next } of walk(client, { pageSize: 250, ...of }, { ...window, since: null }, from)) {
      const prepared = (await prepare?.(client, records)) ?? records
      yield { marks: prepared.flatMap(markOf), next }
    }
  }
}
