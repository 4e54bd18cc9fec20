// A backup is gzip over lines of JSON. The head; of each table `["orders"]` and its rows, each an object of what PostgreSQL
// writes its values as (null is null); and `["end", …]`, which counts the rows and hashes all lines before it.
import { z } from 'zod'

export const formatVersion = 1

export const Head = z.object({
  koppla: z.literal('backup'),
  version: z.int(),
  /** Of the Koppla that made it. */
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
  /** Of the key that its credentials are sealed with; null: there are none. */
  keyId: z.string().nullable(),
  /** The database's, by name. */
  migrations: z.array(z.string()),
  /** In the order of their rows: what a row belongs to comes before it. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
})
export type Head = z.output<typeof Head>

export const TableLine = z.tuple([z.string()])
export const EndLine = z.tuple([
  z.literal('end'),
  z.object({ rows: z.record(z.string(), z.int()), sha256: z.string() }),
])
export type End = z.output<typeof EndLine>[1]

/** What is in a backup, for people. */
export interface Contents {
  readonly head: Head
  readonly rows: Readonly<Record<string, number>>
}
