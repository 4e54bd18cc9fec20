import { readFreshness } from '../completeness/freshness.ts'
import type { ConnectionView } from '../connections/list.ts'
import type { Database } from '../db.ts'

/** Says of each entity how fresh it is. */
export async function addFreshness<View extends ConnectionView>(
  db: Pick<Database, 'pool'>,
  connections: readonly View[],
) {
  const found = await readFreshness(db, { connectionIds: connections.map(({ id }) => id) })
  const states = new Map(found.map(one => [`${one.connectionId} ${one.entity}`, one.state]))
  return connections.map(one => ({
    ...one,
    entities: one.entities.map(entity => ({
      ...entity,
      freshness: states.get(`${one.id} ${entity.entity}`) ?? ('never' as const),
    })),
  }))
}
