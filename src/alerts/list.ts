import type { Database } from '../db.ts'
import { isKept } from '../records/kept.ts'
import { type ListSource, listRecords } from '../records/list.ts'
import { originColumns } from '../records/origin.ts'
import type { AlertKind } from './kinds.ts'

const source: ListSource = {
  table: 'alerts',
  columns: {
    kind: 't.kind',
    connectionId: 't.connection_id',
    ...originColumns,
    entity: `nullif(t.entity, '')`,
    message: 't.message',
    remedy: 't.remedy',
    beganAt: 't.began_at',
    toldAt: 't.told_at',
    remindedAt: 't.reminded_at',
    endedAt: 't.ended_at',
    ended: 't.ended',
  },
  order: { column: 'began_at', direction: 'desc', type: 'timestamptz' },
  filters: {
    connectionId: 't.connection_id = ?::uuid',
    open: '(t.open_key IS NOT NULL) = ?::boolean',
    kinds: 't.kind = ANY (?::text[])',
  },
}

export interface AlertQuery {
  readonly limit: number
  readonly after?: string | undefined
  readonly connectionId?: string | undefined
  readonly open?: 'true' | 'false' | undefined
}

/** Open ones and those that ended in the last three months, the latest first. */
export const listAlerts = ({ pool }: Database, { limit, after, ...filters }: AlertQuery) =>
  listRecords(pool, source, { filters, limit, after })

/** Of these kinds: how many there are, and the latest. */
export async function listOpenAlerts(
  db: Pick<Database, 'pool'>,
  asked: { kinds: readonly AlertKind[]; limit: number },
) {
  const { kinds, limit } = asked
  const { items } = await listRecords(db.pool, source, { filters: { open: 'true', kinds }, limit })
  const { rows } = await db.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM alerts t WHERE open_key IS NOT NULL AND kind = ANY ($1) AND ${isKept()}`,
    [kinds],
  )
  return { count: rows[0]!.count, items }
}
