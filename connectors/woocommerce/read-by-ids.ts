import { ConnectorError, unread } from '../../src/sdk/index.ts'
import { attempt, isTooLarge, judge, reasonOf } from './broken.ts'
import type { List } from './rows.ts'

/**
 * Reads rows by id; those that the list does not show are absent. Where the answer fails, the ids are halved until the
 * record that makes it fail is alone: that one comes as a record that says so, its neighbours as they are.
 * @throws ConnectorError when too many fail, or the list as such: then it is the store that is broken
 */
export function readByIds(list: List, ids: readonly number[]): Promise<readonly unknown[]> {
  const blame = judge(list)
  return readHalving(ids)

  async function readHalving(ids: readonly number[]): Promise<readonly unknown[]> {
    const answer = await attempt(askFor(list, ids))
    if (!(answer instanceof ConnectorError)) return answer.rows
    if (ids.length === 1) return await readAlone(ids[0]!, answer)
    const half = ids.length >> 1
    return [...(await readHalving(ids.slice(0, half))), ...(await readHalving(ids.slice(half)))]
  }

  /** Once more: what failed by chance works now. */
  async function readAlone(id: number, failure: ConnectorError): Promise<readonly unknown[]> {
    if (isTooLarge(failure)) return [unread(id, reasonOf(failure))]
    const again = await attempt(askFor(list, [id]))
    if (!(again instanceof ConnectorError)) return again.rows
    await blame(again)
    return [unread(id, reasonOf(again))]
  }
}

const askFor = (list: List, ids: readonly number[]) =>
  list({ include: ids.join(','), per_page: String(ids.length), orderby: 'id', order: 'asc' })
