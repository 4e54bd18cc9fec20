import type { Database } from '../db.ts'
import { type ListSource, listRecords } from '../records/list.ts'
import { originColumns } from '../records/origin.ts'

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
  filters: { connectionId: 't.connection_id = ?::uuid', open: '(t.open_key IS NOT NULL) = ?::boolean' },
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
