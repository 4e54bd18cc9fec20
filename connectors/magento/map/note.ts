import { z } from 'zod'
import { Instant } from '../../../src/sdk/index.ts'
import { RawId, RawText } from './raw.ts'
import { instantOf, textOf } from './values.ts'

/** A comment on an order; changes of its status without words are among them. */
export const RawHistory = z.looseObject({
  entity_id: RawId.nullish(),
  comment: RawText,
  created_at: RawText,
  is_customer_notified: z.union([z.number(), z.boolean()]).nullish(),
  is_visible_on_front: z.union([z.number(), z.boolean()]).nullish(),
  status: RawText,
})

export const Note = z.object({
  externalId: z.string(),
  createdAt: Instant.nullable(),
  text: z.string(),
  /** Sent to the customer, or shown among the customer's orders; else only those who run the store see it. */
  toCustomer: z.boolean(),
})
export type Note = z.output<typeof Note>

export const mapNote = (raw: z.output<typeof RawHistory>): Note => ({
  externalId: String(raw.entity_id ?? ''),
  createdAt: instantOf(raw.created_at),
  text: (textOf(raw.comment) ?? '').replace(/<br\s*\/?>/gi, '\n').replace(/<\/?[a-z][^<>]*>/gi, ''),
  toCustomer: Boolean(raw.is_customer_notified) || Boolean(raw.is_visible_on_front),
})
