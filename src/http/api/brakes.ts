import { z } from 'zod'
import { Id, Instant } from './common.ts'

export const BrakeQuery = z.strictObject({ runId: Id.optional() })

export const BrakedRecord = z.object({
  id: Id,
  externalId: z.string(),
  label: z.string().describe('Number, name or SKU.'),
})

export const Brake = z
  .object({
    runId: Id,
    connectionId: Id,
    connectionName: z.string(),
    entity: z.string(),
    kind: z.string(),
    since: Instant,
    missing: z.int().describe('How many records would be marked deleted.'),
    all: z.int().nullable().describe('Of how many.'),
    message: z.string(),
    remedy: z.string(),
    sample: z.array(BrakedRecord).describe('Some of them.'),
  })
  .meta({ id: 'Brake' })
export type BrakedRecord = z.output<typeof BrakedRecord>
export type Brake = z.output<typeof Brake>
