import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import type { Registry } from '../sdk/index.ts'
import { type Actor, recordChange } from './audit.ts'
import { brokenConstraint, isNameOf } from './constraint.ts'
import { startOfDay } from './order-start.ts'
import { nameTaken, noSuchConnection, noSuchPlace } from './refusals.ts'
import type { StartRun } from './start-run.ts'

export interface Changing {
  readonly db: Database
  readonly registry: Registry
  readonly startRun: StartRun
}

/** What may change without verifying anew. Absent: stays as it is. */
export interface ConnectionChange {
  readonly name?: string | undefined
  readonly orderStart?: string | undefined
  readonly warehouseId?: string | null | undefined
  readonly companyGroupId?: string | null | undefined
}

interface Stored {
  readonly name: string
  readonly orderStart: string
  readonly warehouseId: string | null
  readonly companyGroupId: string | null
  readonly system: string
  readonly timeZone: string
}

const columns = {
  name: 'name',
  orderStart: 'order_start',
  warehouseId: 'warehouse_id',
  companyGroupId: 'company_group_id',
}
const names = Object.keys(columns) as (keyof typeof columns)[]

/**
 * Changes a connection. An earlier Order Start reads what lies between it and the former one; a later one deletes nothing.
 * @throws Problem not_found, invalid, or conflict: codes `name_taken`, `run_in_the_way`
 */
export async function changeConnection(
  context: Changing,
  id: string,
  { change, actor }: { change: ConnectionChange; actor: Actor },
): Promise<void> {
  try {
    await context.db.transaction(async client => {
      const stored = await lockConnection(client, id)
      const changed = names.filter(name => change[name] !== undefined && change[name] !== stored[name])
      if (changed.length === 0) return
      const sets = changed.map((name, at) => `${columns[name]} = $${at + 2}`)
      await client.query(`UPDATE connections SET ${sets.join(', ')}, updated_at = now() WHERE id = $1`, [
        id,
        ...changed.map(name => change[name]),
      ])
      const detail = Object.fromEntries(changed.map(name => [name, { from: stored[name], to: change[name] }]))
      await recordChange(client, actor, { action: 'connection.changed', target: id, detail })
      const { orderStart = stored.orderStart } = change
      if (orderStart < stored.orderStart) await backfill(client, context, { id, stored, orderStart, actor })
    })
  } catch (error) {
    const constraint = brokenConstraint(error)
    throw isNameOf(constraint, 'connections') ? nameTaken(change.name ?? '') : (noSuchPlace(constraint) ?? error)
  }
}

async function lockConnection(client: Client, id: string): Promise<Stored> {
  const { rows } = await client.query<Stored>(
    `SELECT name, order_start::text AS "orderStart", warehouse_id AS "warehouseId", company_group_id AS "companyGroupId",
       system, facts->>'timeZone' AS "timeZone" FROM connections WHERE id = $1 AND deleted_at IS NULL FOR UPDATE`,
    [id],
  )
  if (rows[0] === undefined) throw noSuchConnection()
  return rows[0]
}

interface Earlier {
  readonly id: string
  readonly stored: Stored
  readonly orderStart: string
  readonly actor: Actor
}

/** What has not begun to be imported needs none: its first run starts at the new Order Start. */
async function backfill(client: Client, { registry, startRun }: Changing, earlier: Earlier): Promise<void> {
  const { id, stored, orderStart, actor } = earlier
  const { rows } = await client.query<{ entity: string }>(
    `SELECT c.entity FROM checkpoints c JOIN schedules s USING (connection_id, entity)
     WHERE c.connection_id = $1 AND s.unreadable_because IS NULL ORDER BY c.entity`,
    [id],
  )
  const entities = registry.get(stored.system)?.entities ?? []
  for (const { entity } of rows) {
    if (!entities.find(({ name }) => name === entity)?.import?.startsAtOrderStart) continue
    const started = await startRun(client, {
      connectionId: id,
      entity,
      kind: 'backfill',
      cause: 'order_start',
      requestedBy: actor.name,
      fromDate: startOfDay(orderStart, stored.timeZone),
      toDate: startOfDay(stored.orderStart, stored.timeZone),
    })
    if ('refused' in started) throw inTheWay(entity, started.refused.reason)
  }
}

function inTheWay(entity: string, reason: string): Problem {
  const message = `Order Start cannot be moved earlier now, for the earlier ${entity} cannot be read: ${reason}`
  return new Problem('conflict', message, {
    remedy: 'Wait until that is over, or end it, and change Order Start then.',
    fields: [{ path: 'orderStart', message }],
    more: { code: 'run_in_the_way' },
  })
}
