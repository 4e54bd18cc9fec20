import { listOpenAlerts } from '../alerts/list.ts'
import { findWorst } from '../completeness/worst.ts'
import { listConnections, type Viewing } from '../connections/list.ts'
import { countOpenRejections } from '../records/rejections.ts'
import type { Overview } from './api/overview.ts'
import { addFreshness } from './freshness.ts'
import { toPlain } from './plain.ts'

const connectionsShown = 20
const alertsShown = 5

/** What a person should see first, however many connections there are: in a fixed number of questions to the database. */
export async function readOverview(context: Viewing): Promise<Overview> {
  const { db } = context
  const [worst, alerts, openRejections] = await Promise.all([
    findWorst(db, connectionsShown),
    listOpenAlerts(db, { kinds: ['closed', 'stalled', 'late'], limit: alertsShown }),
    countOpenRejections(db),
  ])
  const ids = worst.first.map(({ id }) => id)
  const { items } = await listConnections(context, { ids, limit: connectionsShown })
  const views = new Map((await addFreshness(db, items)).map(view => [view.id, view]))
  const first = worst.first.flatMap(({ id, freshness }) => {
    const view = views.get(id)
    return view === undefined ? [] : [{ ...view, freshness }]
  })
  const { connections: count, troubled } = worst
  return toPlain({ connections: { count, troubled, items: first }, alerts, openRejections }) as never
}
