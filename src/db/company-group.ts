import type pg from 'pg'
import type { Database } from '../db.ts'
import { groupSetting, groupViews } from './group-views.ts'

const enter = `SELECT set_config('search_path', '${groupViews}', true), set_config('${groupSetting}', $1, true)`

/**
 * The same database as one company group sees it: whatever is asked, of the other groups' rows there are none, and none can
 * be made or moved there. A table that no rule says anything of is not there at all (see `group-views.ts`). A statement that
 * is asked by itself sees what was committed when it began, as ever.
 */
export function seenByGroup(db: Database, companyGroupId: string): Database {
  const transaction: Database['transaction'] = work =>
    db.transaction(async client => {
      await client.query(enter, [companyGroupId])
      return work(client)
    })
  const query = (text: string, values?: unknown[]) => transaction(client => client.query(text, values))
  const pool = { query } as unknown as pg.Pool
  return { ...db, pool, transaction, prisma: undefined as never, whole: wholeOf(db) }
}

/** Everything, whoever asks: for what is kept of all connections together, and for what was found to be theirs before. */
export const wholeOf = (db: Database): Database => db.whole ?? db
