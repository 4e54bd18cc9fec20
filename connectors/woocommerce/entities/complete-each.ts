import { ConnectorError, type Unread, unread, whyUnread } from '../../../src/sdk/index.ts'
import { attemptRead, mostBroken, reasonOf } from '../broken.ts'
import type { Client } from '../client.ts'
import { idOf } from '../rows.ts'

type Complete = (client: Client, row: unknown) => Promise<unknown>

/**
 * Completes each row with what is read beside it (variations, refunds …); one that needs nothing is given back as it is.
 * A row whose part cannot be read becomes a record that says so, since half a record must not pass for a whole one.
 * @throws ConnectorError when too many fail, or all of several, or the store itself: then no row is to blame
 */
export async function completeEach(
  client: Client,
  rows: readonly unknown[],
  complete: Complete,
): Promise<readonly unknown[]> {
  const failures: ConnectorError[] = []
  const asking = untilTooMany(client, failures)
  const first = await Promise.all(rows.map(row => completeOne(asking, row)))
  if (failures.length === 0) return first
  const worked = first.some((row, at) => row !== rows[at] && !(row instanceof ConnectorError))
  if (failures.length > mostBroken || (failures.length > 1 && !worked)) throw failures[0]
  await client.now()
  return await Promise.all(first.map((row, at) => (row instanceof ConnectorError ? setAside(rows[at]) : row)))

  async function completeOne(asking: Client, row: unknown): Promise<unknown> {
    const completed = await attemptRead(complete(asking, row))
    if (completed instanceof ConnectorError) failures.push(completed)
    return completed
  }

  /** Once more: what failed by chance works now. */
  async function setAside(row: unknown): Promise<unknown> {
    const again = await attemptRead(complete(client, row))
    return again instanceof ConnectorError
      ? unread(idOf(row) ?? 0, `is not whole: a part of it ${reasonOf(again)}`)
      : again
  }
}

/** Asks nothing more once too many have failed: a route that is broken is not asked again for each row of a page. */
const untilTooMany = (client: Client, failures: readonly ConnectorError[]): Client => ({
  ...client,
  get: async (...asked) => {
    if (failures.length > mostBroken) throw failures[0]
    return await client.get(...asked)
  },
})

/** The record that stands for a row one of whose parts cannot be read; null where all can. */
export function partUnread(row: unknown, name: string, parts: readonly unknown[]): Unread | null {
  const part = parts.find(one => whyUnread(one) !== null)
  if (part === undefined) return null
  const id = idOf(part)
  return unread(
    idOf(row) ?? 0,
    `is not whole: ${id === null ? `a ${name} of it:` : `its ${name} ${id}`} ${whyUnread(part)}`,
  )
}
