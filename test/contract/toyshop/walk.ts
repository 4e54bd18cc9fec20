import { z } from 'zod'
import type { Page, Sweep, Window } from '../../../src/sdk/index.ts'
import type { Client } from './client.ts'

export const List = z.object({ items: z.array(z.unknown()), next: z.string().nullable() })
export const Position = z.strictObject({ after: z.string() })
export type Position = z.output<typeof Position>
const Identified = z.looseObject({ id: z.number() })
const Marks = z.object({
  items: z.array(z.looseObject({ id: z.number(), modified: z.string(), refunded: z.string() })),
  next: z.string().nullable(),
})

export const idOf = (raw: unknown): string | null => {
  const parsed = Identified.safeParse(raw)
  return parsed.success ? String(parsed.data.id) : null
}

const windowQuery = ({ since, createdFrom, createdBefore }: Window) => ({
  since: seconds(since),
  from: seconds(createdFrom),
  before: seconds(createdBefore),
})

/** The shop counts whole seconds. */
const seconds = (instant: string | null): string | null => instant && `${new Date(instant).toISOString().slice(0, 19)}Z`

/**
 * Seeks by `(modified, id)` and counts no pages: those slide when a record already read is edited, and the record that
 * slid is lost. The end is where the shop says so, not where a page is short.
 */
export const walk = (path: string, { trash } = { trash: 'true' }) =>
  async function* pages(client: Client, window: Window, from: Position | null): AsyncGenerator<Page<Position>> {
    let after: string | null = from?.after ?? null
    do {
      const { items, next } = await client.get(path, List, { ...windowQuery(window), trash, after })
      after = next
      yield { records: items, next: after === null ? null : { after } }
    } while (after !== null)
  }

export const sweepMarks = (path: string) =>
  async function* sweep(client: Client, window: Window, from: Position | null): AsyncGenerator<Sweep<Position>> {
    let after: string | null = from?.after ?? null
    do {
      const { items, next } = await client.get(path, Marks, { ...windowQuery({ ...window, since: null }), after })
      after = next
      const marks = items.map(item => ({ externalId: String(item.id), fingerprint: fingerprint(item) }))
      yield { marks, next: after === null ? null : { after } }
    } while (after !== null)
  }

export const fingerprint = ({ modified, refunded }: { modified: string; refunded: string }) => `${modified} ${refunded}`

export async function fetchByIds(client: Client, path: string, ids: readonly string[]): Promise<readonly unknown[]> {
  if (ids.length === 0) return []
  return (await client.get(path, List.pick({ items: true }), { ids: ids.join(',') })).items
}
