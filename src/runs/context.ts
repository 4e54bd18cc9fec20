import type { Database } from '../db.ts'
import type { Log } from '../log.ts'
import type { OpenedConnection } from '../records/opened.ts'
import type { Target } from '../records/upsert.ts'
import { ConnectorError, type Entity } from '../sdk/index.ts'
import type { AskedCount } from './asked.ts'
import type { Held } from './checkpoint.ts'
import type { RunKind } from './states.ts'

/** A run as its row says. */
export interface Run {
  readonly id: string
  readonly connectionId: string
  readonly entity: string
  readonly kind: RunKind
  readonly cause: string
  readonly fromDate: Date | null
  readonly toDate: Date | null
  /** Which try this is: with it a process that was thought dead can be told from the one that took over. */
  readonly attempt: number
  /** How many records a person agreed to have marked deleted. */
  readonly approvedDeletions: number
}

/** All that the parts of one run share. */
export interface RunContext {
  readonly db: Database
  readonly log: Log
  readonly now: () => Date
  readonly run: Run
  readonly opened: OpenedConnection
  readonly entity: Entity
  readonly source: NonNullable<Entity['import']>
  readonly held: Held
  /** What the client has asked of the store. */
  readonly asked: AskedCount
  /** Ends what is under way at the store. The client was opened with its signal. */
  readonly abort: AbortController
}

export function targetOf({ run, entity }: RunContext): Target {
  return { connectionId: run.connectionId, entity, runId: run.id }
}

/** @throws ConnectorError when the connector cannot import it. */
export function findEntity({ connector }: OpenedConnection, name: string): Entity & Required<Pick<Entity, 'import'>> {
  const entity = connector.entities.find(one => one.name === name)
  if (entity?.import) return { ...entity, import: entity.import }
  throw new ConnectorError('contract', `${connector.name} does not import ${name}.`, {
    remedy: 'Switch its schedule off: this version of Koppla cannot read it.',
    code: 'no_such_entity',
  })
}
