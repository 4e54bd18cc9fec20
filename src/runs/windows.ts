import type { PoolClient } from 'pg'
import type { Window } from '../sdk/index.ts'
import type { Held } from './checkpoint.ts'
import type { RunKind } from './states.ts'

/** A window that is being read. */
export interface OpenWindow {
  readonly id: string
  readonly purpose: RunKind
  readonly since: Date | null
  readonly until: Date
  readonly createdFrom: Date | null
  readonly createdBefore: Date | null
  readonly ourTime: Date
  readonly clockDifferenceMs: number
  readonly position: unknown
  readonly sweptAt: Date | null
  readonly openedAt: Date
  readonly runId: string
}

export type NewWindow = Omit<OpenWindow, 'id' | 'position' | 'sweptAt' | 'openedAt'>

interface Row extends Omit<OpenWindow, 'clockDifferenceMs'> {
  readonly clockDifferenceMs: string
}

const columns = `id, purpose, since, until, created_from AS "createdFrom", created_before AS "createdBefore",
  our_time AS "ourTime", clock_difference_ms AS "clockDifferenceMs", position, swept_at AS "sweptAt", opened_at AS "openedAt",
  run_id AS "runId"`

// All of these run in a transaction that holds the checkpoint.

export async function loadWindow(client: PoolClient, held: Held, purpose: RunKind): Promise<OpenWindow | null> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM windows WHERE connection_id = $1 AND entity = $2 AND purpose = $3`,
    [held.connectionId, held.entity, purpose],
  )
  return rows[0] ? fromRow(rows[0]) : null
}

/** Opens a window; one of the same purpose that was left open goes. */
export async function openWindow(client: PoolClient, held: Held, window: NewWindow): Promise<OpenWindow> {
  await dropWindow(client, held, window.purpose)
  const { rows } = await client.query<Row>(
    `INSERT INTO windows (connection_id, entity, purpose, since, until, created_from, created_before, our_time,
       clock_difference_ms, run_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${columns}`,
    [
      held.connectionId,
      held.entity,
      window.purpose,
      window.since,
      window.until,
      window.createdFrom,
      window.createdBefore,
      window.ourTime,
      Math.round(window.clockDifferenceMs),
      window.runId,
    ],
  )
  return fromRow(rows[0]!)
}

/** Null: from the beginning. */
export async function moveWindow(client: PoolClient, windowId: string, position: unknown): Promise<void> {
  const json = position === null ? null : JSON.stringify(position)
  await client.query('UPDATE windows SET position = $2::jsonb WHERE id = $1', [windowId, json])
}

export async function markSwept(client: PoolClient, windowId: string): Promise<void> {
  await client.query('UPDATE windows SET swept_at = now(), position = NULL WHERE id = $1', [windowId])
}

export async function dropWindow(client: PoolClient, held: Held, purpose: RunKind): Promise<void> {
  await client.query('DELETE FROM windows WHERE connection_id = $1 AND entity = $2 AND purpose = $3', [
    held.connectionId,
    held.entity,
    purpose,
  ])
}

/** As a connector is given it. */
export function toSdkWindow(window: OpenWindow): Window {
  return {
    since: window.since?.toISOString() ?? null,
    until: window.until.toISOString(),
    createdFrom: window.createdFrom?.toISOString() ?? null,
    createdBefore: window.createdBefore?.toISOString() ?? null,
  }
}

function fromRow(row: Row): OpenWindow {
  return { ...row, clockDifferenceMs: Number(row.clockDifferenceMs) }
}
