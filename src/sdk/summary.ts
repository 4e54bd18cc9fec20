import { z } from 'zod'
import { Currency, Decimal, ExternalId, Instant } from './canonical/values.ts'

/** An order as the system counts it: what a seal compares with ours. Null: the system does not tell, or not in a form we know. */
export const Summary = z.object({
  externalId: ExternalId,
  number: z.string().nullable(),
  /** The system's own word, as in canonical `externalStatus`. */
  status: z.string(),
  total: Decimal.nullable(),
  currency: Currency.nullable(),
  createdAt: Instant.nullable(),
  modifiedAt: Instant.nullable(),
})
export type Summary = z.input<typeof Summary>

/** What is not in the form that it should have is told as unknown: the order counts all the same. */
export const known = (schema: z.ZodType<string | null>, value: string | null | undefined): string | null =>
  schema.safeParse(value ?? null).data ?? null

/** Creation times: from `from`, before `before`. Instants in UTC. */
export interface Span {
  readonly from: string
  readonly before: string
}

export interface Summaries {
  readonly summaries: readonly Summary[]
  /** As in `Page`. */
  readonly hidden?: number
}

/**
 * All living records of a span of creation time, each at least once, however the store changes meanwhile; as few of their
 * fields as can be asked for. What is in the trash, and what is no record, is left out.
 */
export type Summarise<Client> = (client: Client, span: Span) => AsyncGenerator<Summaries>
