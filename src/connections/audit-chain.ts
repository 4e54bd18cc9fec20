import type { Database } from '../db.ts'

type Part = 'at' | 'actor' | 'action' | 'target' | 'detail' | 'address' | 'via' | 'actorId'

/** What of an entry cannot be changed without it being seen. Older entries tell nothing of how their actor asked. */
const content = (of: Readonly<Record<Part, string>>) =>
  `convert_to((jsonb_build_array((extract(epoch FROM ${of.at}) * 1000)::bigint, ${of.actor}, ${of.action}, ${of.target},
     ${of.detail}, ${of.address}) || CASE WHEN ${of.via} IS NULL AND ${of.actorId} IS NULL THEN '[]'::jsonb
       ELSE jsonb_build_array(${of.via}, ${of.actorId}) END)::text, 'UTF8')`

const now = `date_trunc('milliseconds', now())`
const given = {
  at: now,
  actor: '$1::text',
  action: '$2::text',
  target: '$3::text',
  detail: '$4::jsonb',
  address: '$5::text',
  via: '$6::text',
  actorId: '$7::text',
}
const stored = {
  ...{ at: 'at', actor: 'actor', action: 'action', target: 'target', detail: 'detail', address: 'address' },
  ...{ via: 'via', actorId: 'actor_id' },
}

/** Each entry's hash is made of the one before it and of what it says. */
export const appendEntry = `
  WITH head AS (UPDATE audit_heads SET hash = sha256(hash || ${content(given)}) RETURNING hash)
  INSERT INTO audit_entries (at, actor, action, target, detail, address, via, actor_id, hash)
  SELECT ${now}, $1, $2, $3, $4, $5, $6, $7, head.hash FROM head`

/** Where a chain of entries is broken. */
export interface Break {
  readonly kind: 'entry' | 'end'
  /** The first entry that is not as it was written, or does not follow the one before it. */
  readonly id?: string
  readonly at?: Date
}

export interface AuditProof {
  readonly entries: number
  /** Entries that are older than the chain: nothing is proven of them. */
  readonly unchained: number
  /** Whether there were earlier ones. Nothing proves that these were old enough to go. */
  readonly shortened: boolean
  readonly since: Date | null
  /** The hash of the latest entry, in hex: kept elsewhere, it proves later that nothing up to it was rewritten. */
  readonly head: string
  /** Whether the entry with the hash that was asked for is there; null: none was asked for. */
  readonly found: boolean | null
  readonly broken: Break | null
}

interface Checked {
  readonly entries: number
  readonly unchained: number
  readonly shortened: boolean | null
  readonly since: Date | null
  readonly head: Buffer | null
  readonly ends: boolean | null
  readonly found: boolean | null
  readonly badId: string | null
  readonly badAt: Date | null
}

const check = `
  WITH chain AS (
    SELECT e.id, e.at, e.hash, CASE WHEN e.hash IS NULL THEN count(e.hash) OVER before > 0
        ELSE e.hash <> sha256(coalesce(lag(e.hash) OVER before, h.base) || ${content(stored)}) END AS bad
    FROM audit_entries e CROSS JOIN audit_heads h WINDOW before AS (ORDER BY e.id)),
  sums AS (
    SELECT count(*)::int AS entries, count(*) FILTER (WHERE hash IS NULL)::int AS unchained, min(at) AS since,
      min(id) FILTER (WHERE bad) AS bad FROM chain)
  SELECT entries, unchained, since, bad::text AS "badId", (SELECT at FROM audit_entries WHERE id = bad) AS "badAt", h.hash AS head,
    h.base <> '' AS shortened,
    h.hash = coalesce((SELECT hash FROM audit_entries ORDER BY id DESC LIMIT 1), h.base) AS ends,
    CASE WHEN $1::text IS NULL THEN NULL
      ELSE EXISTS (SELECT FROM audit_entries WHERE hash = decode($1, 'hex')) OR h.base = decode($1, 'hex') END AS found
  FROM sums LEFT JOIN audit_heads h ON true`

/** Goes through the whole log, in one statement: what it finds is of one moment. */
export async function proveAudit({ pool }: Pick<Database, 'pool'>, hash?: string): Promise<AuditProof> {
  const { rows } = await pool.query<Checked>(check, [hash ?? null])
  const { head, ends, badId, badAt, shortened, ...told } = rows[0]!
  const broken =
    badId === null ? (ends ? null : ({ kind: 'end' } as const)) : { kind: 'entry' as const, id: badId, at: badAt! }
  return { ...told, shortened: shortened ?? false, head: Buffer.from(head ?? []).toString('hex'), broken }
}

/** The hash of the latest entry, in hex. */
export async function readAuditHead({ pool }: Pick<Database, 'pool'>): Promise<string> {
  const { rows } = await pool.query<{ head: string }>(`SELECT encode(hash, 'hex') AS head FROM audit_heads`)
  return rows[0]?.head ?? ''
}

/** No transaction grows large, and nobody waits long for it. */
const PRUNED_AT_ONCE = 1_000

/** Forgets entries from before an instant; the chain begins behind them from then on. */
export async function pruneAudit(db: Database, before: Date, signal?: AbortSignal): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    'SELECT id FROM audit_entries WHERE at >= $1 ORDER BY id LIMIT 1',
    [before],
  )
  const oldest = rows[0]?.id ?? null
  let forgotten: number
  do {
    forgotten = await db.transaction(async client => {
      const { rows: heads } = await client.query('SELECT FROM audit_heads FOR UPDATE')
      if (heads.length === 0) return 0
      const { rows } = await client.query<{ hash: Buffer | null }>(
        `WITH gone AS (DELETE FROM audit_entries WHERE id IN (
           SELECT id FROM audit_entries WHERE at < $2 AND ($1::bigint IS NULL OR id < $1) ORDER BY id LIMIT ${PRUNED_AT_ONCE})
           RETURNING id, hash)
         SELECT hash FROM gone ORDER BY id`,
        [oldest, before],
      )
      const last = rows.at(-1)?.hash
      if (last) await client.query('UPDATE audit_heads SET base = $1', [last])
      return rows.length
    })
  } while (forgotten === PRUNED_AT_ONCE && !signal?.aborted)
}
