import type { Client } from '../db.ts'
import { Problem } from '../errors.ts'
import type { EntityName } from '../sdk/index.ts'
import type { RunState } from './states.ts'

interface Locked {
  readonly state: RunState
  readonly connectionId: string
  readonly entity: EntityName
}

/** A run that a person decides about. @throws Problem not_found */
export async function lockRun(client: Client, runId: string): Promise<Locked> {
  const { rows } = await client.query<Locked>(
    'SELECT state, connection_id AS "connectionId", entity FROM runs WHERE id = $1 FOR UPDATE',
    [runId],
  )
  if (rows[0] === undefined) throw new Problem('not_found', 'There is no such run.')
  return rows[0]
}
