import { readEntities } from '../completeness/entities.ts'
import { sumUp } from '../completeness/trust.ts'
import type { ConnectionView, Viewing } from '../connections/list.ts'

/** One that was deleted a moment ago. */
const nothingKnown = { freshness: 'never', missing: [] } as const

/** Says of each connection, and of each of its entities, how fresh and how complete it is: in one statement for all. */
export async function addTrust<View extends ConnectionView>(context: Viewing, connections: readonly View[]) {
  const found = await readEntities(
    context,
    connections.map(({ id, store, ...one }) => ({ ...one, connectionId: id, timeZone: store.timeZone ?? null })),
  )
  return connections.map(one => {
    const own = found.get(one.id) ?? []
    const entities = one.entities.map(entity => {
      const { freshness, missing } = own.find(status => status.entity === entity.entity) ?? nothingKnown
      return { ...entity, freshness, missing }
    })
    return { ...one, ...sumUp(own), entities }
  })
}
