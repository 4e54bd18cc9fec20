import { z } from 'zod'
import { freshnessRules, freshnessStates } from '../../completeness/freshness.ts'
import { Id, Instant, PageQuery, pageOf, plainText } from './common.ts'

export const Freshness = z
  .enum(freshnessStates, `One of ${freshnessStates.join(', ')} is allowed.`)
  .describe(freshnessRules.map(({ state, meaning }) => `${state}: ${meaning}`).join(' '))
  .meta({ id: 'Freshness' })
export type Freshness = z.output<typeof Freshness>

export const StatusQuery = PageQuery.extend({
  q: plainText(100).optional().describe('A part of the name of the connection.'),
  externalSystem: plainText(50).optional(),
  freshness: Freshness.optional().describe('Only connections with an entity in this state.'),
})

const count = z.int()

export const Missing = z.object({
  kind: z.enum(['unread', 'order_start', 'rejections', 'brake']),
  message: z.string(),
  remedy: z.string(),
  count: count.optional(),
})
export type Missing = z.output<typeof Missing>

export const EntityStatus = z
  .object({
    entity: z.string(),
    label: z.string(),
    freshness: Freshness,
    because: z.string().describe('Why it is in that state.'),
    completeSince: Instant.nullable().describe(
      'What was created in the store from then on is here. Null with `completeUntil`: whatever its age.',
    ),
    completeUntil: Instant.nullable().describe("As it was then, or later, by the store's clock. Null: nothing yet."),
    complete: z.boolean().describe('Nothing is missing.'),
    missing: z.array(Missing).describe('What keeps it from being complete, and what to do.'),
    counts: z
      .object({ store: count, ours: count, at: Instant })
      .nullable()
      .describe('Records in the store and here, from Order Start on, when all ids of the store were last seen.'),
    lastReconcile: z
      .object({
        runId: Id,
        state: z.string(),
        at: Instant,
        problem: z.looseObject({ message: z.string(), remedy: z.string() }).nullable(),
      })
      .nullable(),
    openRejections: count,
    failures: count.describe('Runs that failed since the last that succeeded.'),
    nextRunAt: Instant.nullable(),
    lateAt: Instant.nullable().describe('When what is here counts as late, by our clock.'),
  })
  .meta({ id: 'EntityStatus' })
export type EntityStatus = z.output<typeof EntityStatus>

export const ConnectionStatus = z
  .object({
    connectionId: Id,
    connectionName: z.string(),
    externalSystem: z.string(),
    freshness: Freshness.describe('The state of its entities that a person should know first.'),
    complete: z.boolean().describe('Nothing is missing of any entity whose schedule is on.'),
    orderStart: z.string(),
    timeZone: z.string().nullable().describe('Of the store.'),
    entities: z.array(EntityStatus),
  })
  .meta({ id: 'ConnectionStatus' })
export type ConnectionStatus = z.output<typeof ConnectionStatus>

export const StatusPage = pageOf(ConnectionStatus).extend({
  summary: z
    .object({
      entities: z.record(Freshness, count).describe('How many are in each state, of all connections.'),
      openRejections: count,
    })
    .describe('Of all connections, whatever the filters.'),
})
export type StatusPage = z.output<typeof StatusPage>
