import { type Break, proveAudit } from '../../connections/audit-chain.ts'
import type { Database } from '../../db.ts'
import { AuditEntry, AuditProof, AuditProofQuery, AuditQuery } from '../api/audit.ts'
import { pageOf } from '../api/common.ts'
import type { AddRoutes, App, Routing } from '../server.ts'

const config = { role: 'admin', installation: true } as const

export const addAuditRoutes: AddRoutes = (app, { seenBy }) => {
  const schema = {
    summary: 'Every change, the latest first',
    querystring: AuditQuery,
    response: { 200: pageOf(AuditEntry) },
  }
  app.get('/audit', { config, schema }, request => listChanges(seenBy(request).db, request.query))
  addProof(app, seenBy)
}

const addProof = (app: App, seenBy: Routing['seenBy']) => {
  const schema = {
    summary: 'Whether the audit log is as it was written, from its first entry to its last',
    description:
      'Each entry’s hash is made of the one before it and of what it says. Keep `head` elsewhere, and ask for it later as `hash`: who rewrites the whole log cannot make it again.',
    querystring: AuditProofQuery,
    response: { 200: AuditProof },
  }
  app.get('/audit/proof', { config, schema }, async request => {
    const { broken, since, ...proof } = await proveAudit(seenBy(request).db, request.query.hash)
    return {
      ...proof,
      since: since?.toISOString() ?? null,
      intact: broken === null && proof.found !== false,
      ...tellBreak(broken, proof.found),
    }
  })
}

const whoCould =
  'Somebody has changed the database by hand, or a backup was restored: an entry `database.restored` then says so. Compare the log with a backup from before, and see who may write to the database.'

function tellBreak(broken: Break | null, found: boolean | null) {
  if (broken?.kind === 'entry') {
    const entry = { id: broken.id!, at: broken.at!.toISOString() }
    return { entry, problem: { message: 'An entry was changed, or one before it was taken away.', remedy: whoCould } }
  }
  if (broken !== null) return { problem: { message: 'The latest entries were taken away.', remedy: whoCould } }
  if (found === false)
    return { problem: { message: 'No entry has that hash: the log was rewritten.', remedy: whoCould } }
  return {}
}

type Row = Omit<AuditEntry, 'at'> & { at: Date }

/** The page is found first: only what is on it is looked up. */
const found = `
  WITH page AS (
    SELECT id, at, actor, via, actor_id, action, target, detail, address,
      CASE WHEN target ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN target::uuid END AS thing_id
    FROM audit_entries
    WHERE ($1::text IS NULL OR target = $1) AND ($2::bigint IS NULL OR id < $2)
      AND ($4::text IS NULL OR strpos(lower(actor), lower($4)) > 0)
      AND ($5::text IS NULL OR starts_with(action, $5))
      AND ($6::timestamptz IS NULL OR at >= $6) AND ($7::timestamptz IS NULL OR at < $7)
    ORDER BY audit_entries.id DESC LIMIT $3
  )
  SELECT page.id::text, at, actor, via, actor_id AS "actorId", action, target, detail, address, thing.thing
  FROM page LEFT JOIN LATERAL (
    SELECT json_build_object('kind', kind, 'name', name) AS thing FROM (
      SELECT 'connection' AS kind, name FROM connections WHERE id = thing_id AND deleted_at IS NULL
      UNION ALL SELECT 'user', name FROM users WHERE id = thing_id
      UNION ALL SELECT 'key', name FROM api_keys WHERE id = thing_id
      UNION ALL SELECT 'place', name FROM warehouses WHERE id = thing_id
      UNION ALL SELECT 'place', name FROM company_groups WHERE id = thing_id
      UNION ALL SELECT 'run', c.name FROM runs JOIN connections c ON c.id = connection_id
        WHERE runs.id = thing_id AND c.deleted_at IS NULL
    ) one LIMIT 1
  ) thing ON true
  ORDER BY page.id DESC`

async function listChanges(db: Database, { target, actor, action, from, until, after, limit }: AuditQuery) {
  const given = [target, after, limit + 1, actor, action, from, until].map(value => value ?? null)
  const { rows } = await db.pool.query<Row>(found, given)
  const items = rows.slice(0, limit).map(row => ({ ...row, at: row.at.toISOString() }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
