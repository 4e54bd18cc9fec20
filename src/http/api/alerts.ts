import { z } from 'zod'
import { alertKinds } from '../../alerts/kinds.ts'
import { Id, Instant, PageQuery, TrueOrFalse } from './common.ts'

export const AlertQuery = PageQuery.extend({
  connectionId: Id.optional(),
  open: TrueOrFalse.optional().describe('true: those that last; false: those that have ended.'),
})

export const Alert = z
  .object({
    id: Id,
    kind: z.enum(alertKinds),
    connectionId: Id,
    connectionName: z.string(),
    practice: z.boolean().describe('Of a practice store.'),
    entity: z.string().nullable().describe('Null: all of them.'),
    message: z.string(),
    remedy: z.string(),
    beganAt: Instant,
    toldAt: Instant.nullable().describe('When people were told of it; null: not yet, or alerts are not set up.'),
    remindedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    ended: z
      .enum(['recovered', 'replaced', 'unwatched', 'said'])
      .nullable()
      .describe('How it ended: put right, replaced by another alert, not watched any more, or a notice that was said.'),
  })
  .meta({ id: 'Alert' })
export type Alert = z.output<typeof Alert>

export const AlertChannel = z
  .object({
    channel: z.enum(['mail', 'webhook']),
    target: z.string(),
    last: z
      .object({
        at: Instant,
        problem: z.object({ message: z.string(), remedy: z.string() }).nullable().describe('Null: it was taken.'),
      })
      .nullable()
      .describe('How the last message went; null: none was sent yet.'),
  })
  .meta({ id: 'AlertChannel' })
export type AlertChannel = z.output<typeof AlertChannel>

export const Delivery = z
  .object({
    channel: z.enum(['mail', 'webhook']),
    target: z.string(),
    at: Instant,
    problem: z.object({ message: z.string(), remedy: z.string() }).nullable().describe('Null: it was taken.'),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.output<typeof Delivery>
