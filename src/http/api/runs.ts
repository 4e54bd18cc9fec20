import { z } from 'zod'
import { Day, Id, Instant, PageQuery, plainText } from './common.ts'

export const runStates = [
  'queued',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'cancelled',
  'skipped',
  'needs_approval',
] as const
export const RunState = z.enum(runStates, `One of ${runStates.join(', ')} is allowed.`)

const kinds = ['incremental', 'full', 'reconcile', 'from_date'] as const
const fromDateWords = 'A day such as 2026-03-29, or an instant such as 2026-03-29T12:00:00Z, is allowed.'

export const NewRun = z
  .strictObject({
    entity: plainText(50),
    kind: z
      .enum(kinds, `One of ${kinds.join(', ')} is allowed.`)
      .default('incremental')
      .describe(
        'incremental: what changed since the last run; full: everything again; reconcile: compare every id, find what is gone; from_date: what changed since then.',
      ),
    fromDate: z
      .union([Day, z.iso.datetime({ offset: true })], fromDateWords)
      .optional()
      .describe("Only with kind from_date. A day begins at 00:00 in the store's zone."),
  })
  .meta({
    id: 'NewRun',
    examples: [
      { entity: 'orders' },
      { entity: 'orders', kind: 'from_date', fromDate: '2026-03-29' },
      { entity: 'products', kind: 'reconcile' },
    ],
  })
export type NewRun = z.output<typeof NewRun>

export const RunQuery = PageQuery.extend({
  connectionId: Id.optional(),
  entity: plainText(50).optional(),
  state: RunState.optional(),
  startedFrom: Instant.optional().describe('Begun at or after.'),
  startedBefore: Instant.optional().describe('Begun before.'),
})
export type RunQuery = z.output<typeof RunQuery>

const count = z.int()

export const Run = z
  .object({
    id: Id,
    connectionId: Id,
    connectionName: z.string(),
    practice: z.boolean().describe('Of a practice store: what it reads is invented.'),
    timeZone: z.string().describe('Of the store.'),
    entity: z.string(),
    kind: z.string(),
    fromDate: Instant.nullable(),
    toDate: Instant.nullable(),
    cause: z.string().describe('Why it started.'),
    requestedBy: z.string().nullable(),
    state: RunState,
    queuedAt: Instant,
    startedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    progressedAt: Instant.nullable().describe('When it last got something done.'),
    attempt: count,
    pages: count,
    read: count,
    created: count,
    updated: count,
    unchanged: count,
    deleted: count,
    rejected: count,
    requests: count.describe('What was asked of the store; each attempt is one.'),
    answerSeconds: z.number().describe('What the store took to answer these, or until no answer came.'),
    waitSeconds: z
      .number()
      .describe('What these waited for their turn at the pace of the connection, or to ask again.'),
    remaining: count.nullable().describe('How many are left, where it can be told.'),
    since: Instant.nullable(),
    until: Instant.nullable(),
    problem: z
      .looseObject({ kind: z.string(), message: z.string(), remedy: z.string() })
      .nullable()
      .describe('If it failed: what, why, and what to do.'),
    notices: z.array(z.union([z.string(), z.looseObject({ message: z.string() })])),
    cancelRequestedAt: Instant.nullable(),
    approvedAt: Instant.nullable(),
  })
  .meta({ id: 'Run' })
export type Run = z.output<typeof Run>

export const Cancelled = z
  .object({ state: z.enum(['cancelled', 'cancelling']).describe('Cancelling: it ends after the page in hand.') })
  .meta({ id: 'Cancelled' })
