import { z } from 'zod'
import type { Client, Database } from '../db.ts'
import { practiceFaults } from '../sdk/demo-store.ts'

/** What it takes to start a practice store again as it was: kept with its connection. */
export const PracticeNotes = z.object({
  port: z.int(),
  openedAt: z.iso.datetime(),
  /** When its orders were placed that somebody asked for, in that order. */
  sold: z.array(z.iso.datetime()),
  faults: z.array(z.enum(practiceFaults)),
})
export type PracticeNotes = z.output<typeof PracticeNotes>

export interface Practised {
  readonly connectionId: string
  readonly name: string
  readonly system: string
  readonly notes: PracticeNotes
}

/** Every connection to a practice store, by name. */
export async function readPractised({ pool }: Pick<Database, 'pool'>): Promise<Practised[]> {
  const { rows } = await pool.query<Practised>(
    `SELECT id AS "connectionId", name, system, practice AS notes FROM connections
     WHERE practice IS NOT NULL AND deleted_at IS NULL ORDER BY name`,
  )
  return rows.map(row => ({ ...row, notes: PracticeNotes.parse(row.notes) }))
}

/** Puts other notes in the place of those there were. False: there is no such practice store. */
export async function changeNotes(
  client: Client,
  connectionId: string,
  change: (notes: PracticeNotes) => PracticeNotes,
): Promise<boolean> {
  const { rows } = await client.query<{ practice: unknown }>(
    'SELECT practice FROM connections WHERE id = $1 AND practice IS NOT NULL AND deleted_at IS NULL FOR UPDATE',
    [connectionId],
  )
  if (rows[0] === undefined) return false
  const changed = change(PracticeNotes.parse(rows[0].practice))
  await client.query('UPDATE connections SET practice = $2 WHERE id = $1', [connectionId, JSON.stringify(changed)])
  return true
}
