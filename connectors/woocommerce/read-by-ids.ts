import { ConnectorError, readHalving, unread } from '../../src/sdk/index.ts'
import { attemptRead, isTooLarge, judge, reasonOf } from './broken.ts'
import type { List } from './rows.ts'

/**
 * Reads rows by id; those that the list does not show are absent. Where the answer fails, the ids are halved until the
 * record that makes it fail is alone: that one comes as a record that says so, its neighbours as they are.
 * @throws ConnectorError when too many fail, or the list as such: then it is the store that is broken
 */
export function readByIds(list: List, ids: readonly number[]): Promise<readonly unknown[]> {
  const blame = judge(list)
  return readHalving(ids, askFor, readAlone)

  async function askFor(some: readonly number[]): Promise<readonly unknown[] | ConnectorError> {
    const query = { include: some.join(','), per_page: String(some.length), orderby: 'id', order: 'asc' }
    const answer = await attemptRead(list(query))
    return answer instanceof ConnectorError ? answer : answer.rows
  }

  /** Once more: what failed by chance works now. */
  async function readAlone(id: number, failure: ConnectorError): Promise<readonly unknown[]> {
    if (isTooLarge(failure)) return [unread(id, reasonOf(failure))]
    const again = await askFor([id])
    if (!(again instanceof ConnectorError)) return again
    await blame(again)
    return [unread(id, reasonOf(again))]
  }
}
