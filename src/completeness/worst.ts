import { troubleSql, troubles } from '../connections/trouble.ts'
import type { Database } from '../db.ts'
import { byUrgency, freshnessSql, freshnessTables } from './freshness.ts'

export interface Worst {
  /** Of all connections. */
  readonly connections: number
  /** How many of them a person should look at. */
  readonly troubled: number
  /** The first of them, the worst first. */
  readonly first: readonly string[]
}

const placeIn = (words: readonly string[], expression: string) =>
  `array_position(ARRAY[${words.map(word => `'${word}'`)}], ${expression})`

/** What is wrong with connections comes before how fresh they are, and that before their names. */
export async function findWorst({ pool }: Pick<Database, 'pool'>, limit: number): Promise<Worst> {
  const { rows } = await pool.query<Worst>(
    `WITH fresh AS (
       SELECT c.id, min(${placeIn(byUrgency, freshnessSql)}) AS place FROM ${freshnessTables} GROUP BY c.id
     ), looked AS MATERIALIZED (
       SELECT t.id, t.name, ${placeIn(troubles, troubleSql)} AS trouble, f.place
       FROM connections t LEFT JOIN fresh f USING (id) WHERE t.deleted_at IS NULL
     ), worst AS (SELECT * FROM looked ORDER BY trouble, place, name LIMIT $1)
     SELECT count(*)::int AS connections, count(trouble)::int AS troubled,
       (SELECT coalesce(json_agg(id), '[]') FROM worst) AS first FROM looked`,
    [limit],
  )
  return rows[0]!
}
