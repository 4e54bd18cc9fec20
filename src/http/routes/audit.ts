import type { Database } from '../../db.ts'
import { AuditEntry, AuditQuery } from '../api/audit.ts'
import { pageOf } from '../api/common.ts'
import type { AddRoutes } from '../server.ts'

export const addAuditRoutes: AddRoutes = (app, { db }) => {
  const schema = {
    summary: 'Every change, the latest first',
    querystring: AuditQuery,
    response: { 200: pageOf(AuditEntry) },
  }
  app.get('/audit', { config: { role: 'admin' }, schema }, request => listChanges(db, request.query))
}

async function listChanges(db: Database, { target, actor, action, after, limit }: AuditQuery) {
  const { rows } = await db.pool.query<Omit<AuditEntry, 'at'> & { at: Date }>(
    `SELECT id::text, at, actor, action, target, detail, address FROM audit_entries
     WHERE ($1::text IS NULL OR target = $1) AND ($2::bigint IS NULL OR id < $2)
       AND ($4::text IS NULL OR strpos(lower(actor), lower($4)) > 0)
       AND ($5::text IS NULL OR starts_with(action, $5))
     ORDER BY audit_entries.id DESC LIMIT $3`,
    [target ?? null, after ?? null, limit + 1, actor ?? null, action ?? null],
  )
  const items = rows.slice(0, limit).map(row => ({ ...row, at: row.at.toISOString() }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
