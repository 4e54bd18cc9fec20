import { z } from 'zod'
import { Id, Instant, PageQuery, pageOf, plainText, wholeNumber } from './common.ts'

const fromZero = 'A whole number from 0 is allowed.'

export const EventQuery = z.strictObject({
  after: z.coerce
    .number(fromZero)
    .int(fromZero)
    .min(0, fromZero)
    .default(0)
    .describe('The position read last: the `next` of the page before. 0 at the start. 410 says where to start over.'),
  limit: wholeNumber(1, 1_000).default(100),
  connectionId: Id.optional(),
  entity: plainText(50).optional(),
})

export const EventShown = z
  .object({
    position: z.int(),
    connectionId: Id,
    entity: z.string(),
    externalId: z.string(),
    change: z.enum(['created', 'updated', 'deleted', 'restored']),
    at: Instant,
  })
  .meta({ id: 'Event' })

export const EventPage = z
  .object({
    items: z.array(EventShown),
    next: z.int().describe('Give it as `after`. With a filter it may lie beyond the last event given.'),
    newest: z.int().describe('The last position there is: `next` has reached it when nothing is left to read.'),
  })
  .meta({ id: 'EventPage' })

export const RejectionQuery = PageQuery.extend({
  connectionId: Id.optional(),
  entity: plainText(50).optional(),
  state: z.enum(['open', 'superseded', 'dismissed'], 'open, superseded or dismissed is allowed.').optional(),
  runId: Id.optional().describe('Met last by this run.'),
})

export const RejectionShown = z
  .object({
    id: Id,
    connectionId: Id,
    connectionName: z.string(),
    practice: z.boolean().describe('From a practice store: invented.'),
    entity: z.string(),
    externalId: z.string().nullable(),
    reason: z.string(),
    state: z.enum(['open', 'superseded', 'dismissed']),
    runId: Id.nullable(),
    firstSeenAt: Instant,
    lastSeenAt: Instant,
    seen: z.int().describe('How often it was met.'),
  })
  .meta({ id: 'Rejection' })

export const RejectionDetail = RejectionShown.extend({
  raw: z.string().describe('The record as the store gave it, as JSON text.'),
}).meta({ id: 'RejectionDetail' })
export const rejectionPage = pageOf(RejectionShown)

export const RetryInput = z
  .strictObject({ ids: z.array(Id).min(1, 'Name at least one.').max(1_000, 'At most 1000 at once are allowed.') })
  .meta({ id: 'RetryRejections' })

export const RetriedShown = z
  .object({
    items: z.array(
      z.object({
        id: Id,
        outcome: z
          .enum(['stored', 'rejected', 'gone', 'unknown', 'superseded', 'missing'])
          .describe(
            'gone: the store has it no more. unknown: it has no id by which it could be read again. superseded: what came later is stored. missing: there is no such rejection.',
          ),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Retried' })
