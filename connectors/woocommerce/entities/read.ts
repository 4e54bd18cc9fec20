import { z } from 'zod'
import { ConnectorError, unread } from '../../../src/sdk/index.ts'
import { attemptRead, isTooLarge, judge, reasonOf } from '../broken.ts'
import type { Client } from '../client.ts'
import { readByIds } from '../read-by-ids.ts'
import { idOf, type List, type Query } from '../rows.ts'
import { walkList } from '../walk.ts'
import { manyHidden, nothingShown } from '../walk-errors.ts'

const Rows = z.array(z.unknown())

/** A list of the API, narrowed by `base`. Its rows are not looked at: each is judged by itself when it is mapped. */
export const listOf =
  (client: Client, route: string, base: Query = {}): List =>
  async query => {
    const { data, total } = await client.get(route, { ...base, ...query }, Rows)
    return { rows: data, total }
  }

/** @throws ConnectorError also when the store counts many rows and shows none: what is empty would count as complete */
export async function readAll(list: List): Promise<readonly unknown[]> {
  const rows: unknown[] = []
  let hidden = 0
  for await (const stretch of walkList(list)) {
    rows.push(...stretch.rows)
    hidden += stretch.hidden
  }
  if (rows.length === 0 && hidden >= manyHidden) throw nothingShown(hidden)
  return rows
}

/** No list of the living has what is in the trash, not even when asked for it by id. */
export const liveAndTrash = (client: Client, route: string, fields: Query = {}) => ({
  any: listOf(client, route, { status: 'any', ...fields }),
  trash: listOf(client, route, { status: 'trash', ...fields }),
})

/**
 * The named rows as they are now, from whichever list has them. What no list shows is asked for alone, since lists leave
 * out more than what is gone. Absent: the store says that it does not exist.
 */
export async function readNamed(
  client: Client,
  { route, lists, fields }: { route: string; lists: readonly List[]; fields?: Query },
  externalIds: readonly string[],
): Promise<readonly unknown[]> {
  const wanted = new Set(externalIds.filter(id => /^[1-9]\d{0,14}$/.test(id)).map(Number))
  const found: unknown[] = []
  for (const list of lists) found.push(...(await takeFrom(list, wanted)))
  const named = { fields: fields ?? {}, blame: judge(lists[0]!) }
  for (const id of wanted) found.push(...(await readAlone(client, { ...named, route: `${route}/${id}`, id })))
  return found
}

/** Moves what the list has of `wanted` out of it. */
async function takeFrom(list: List, wanted: Set<number>): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for (const ids of inHundreds([...wanted]))
    for (const row of await readByIds(list, ids)) if (wanted.delete(idOf(row) ?? 0)) found.push(row)
  return found
}

interface Named {
  readonly route: string
  readonly id: number
  readonly fields: Query
  readonly blame: ReturnType<typeof judge>
}

async function readAlone(client: Client, { route, id, fields, blame }: Named): Promise<readonly unknown[]> {
  const ask = () => attemptRead(client.get(route, fields, z.unknown()))
  try {
    const first = await ask()
    const answer = first instanceof ConnectorError && !isTooLarge(first) ? await ask() : first
    if (!(answer instanceof ConnectorError)) return [answer.data]
    if (!isTooLarge(answer)) await blame(answer)
    return [unread(id, reasonOf(answer))]
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    if (error.kind === 'not_found' || error.status === 410) return []
    if (error.kind === 'permission') return [unread(id, `may not be read any longer: ${error.message}`)]
    throw error
  }
}

export const inHundreds = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / 100) }, (_, at) => items.slice(at * 100, at * 100 + 100))

export function idTextOf(raw: unknown): string | null {
  const id = idOf(raw)
  return id === null ? null : String(id)
}
