import { listOpenAlerts } from '../alerts/list.ts'
import { findWorst } from '../completeness/worst.ts'
import { listConnections, type Viewing } from '../connections/list.ts'
import type { Overview } from './api/overview.ts'
import { toPlain } from './plain.ts'
import { addTrust } from './trust.ts'

const connectionsShown = 20
const alertsShown = 5

/** What a person should see first, however many connections there are: in a fixed number of questions to the database. */
export async function readOverview(context: Viewing): Promise<Overview> {
  const { db } = context
  const [worst, alerts] = await Promise.all([
    findWorst(db, connectionsShown),
    listOpenAlerts(db, { kinds: ['closed', 'stalled', 'late', 'ending'], limit: alertsShown }),
  ])
  const { items } = await listConnections(context, { ids: worst.first, limit: connectionsShown })
  const views = new Map((await addTrust(context, items)).map(view => [view.id, view]))
  const first = worst.first.flatMap(id => views.get(id) ?? [])
  const { connections: count, troubled } = worst
  return toPlain({ connections: { count, troubled, items: first }, alerts }) as never
}
