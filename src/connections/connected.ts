import type { Database } from '../db.ts'

/** Those of these systems that there is a connection to. */
export async function findConnected(
  { pool }: Pick<Database, 'pool'>,
  systems: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ system: string }>(
    `SELECT system FROM unnest($1::text[]) AS asked (system)
     WHERE EXISTS (SELECT FROM connections c WHERE c.system = asked.system AND c.deleted_at IS NULL)`,
    [systems],
  )
  return new Set(rows.map(({ system }) => system))
}
