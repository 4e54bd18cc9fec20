import type { PoolClient } from 'pg'
import { Collection } from '../sdk/index.ts'
import { makeStorable } from './text.ts'

/** Stores all categories or collections of a store as a set: ours that are not among them are marked deleted. */
export async function storeCollections(
  client: PoolClient,
  connectionId: string,
  collections: readonly Collection[],
): Promise<{ refused: number }> {
  const valid = collections.filter(isStorable).map(makeStorable)
  const byId = new Map(valid.map(one => [one.externalId, one]))
  await client.query(
    `WITH incoming AS (SELECT * FROM json_to_recordset($2::json) AS r("externalId" text, "parentExternalId" text, name text,
       slug text, description text, position int)),
     gone AS (UPDATE collections t SET deleted_at = now(), changed_at = now() WHERE connection_id = $1 AND deleted_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM incoming r WHERE r."externalId" = t.external_id) AND $3)
     INSERT INTO collections AS t (connection_id, external_id, parent_external_id, name, slug, description, position)
     SELECT $1::uuid, r.* FROM incoming r ORDER BY r."externalId"
     ON CONFLICT (connection_id, external_id) DO UPDATE SET parent_external_id = excluded.parent_external_id,
       name = excluded.name, slug = excluded.slug, description = excluded.description, position = excluded.position,
       deleted_at = NULL, changed_at = now()
     WHERE (t.parent_external_id, t.name, t.slug, t.description, t.position, t.deleted_at) IS DISTINCT FROM
       (excluded.parent_external_id, excluded.name, excluded.slug, excluded.description, excluded.position, NULL)`,
    [connectionId, JSON.stringify([...byId.values()]), valid.length === collections.length],
  )
  return { refused: collections.length - valid.length }
}

function isStorable(one: Collection): boolean {
  return Collection.safeParse(one).success && Math.abs(one.position ?? 0) < 2 ** 31
}
