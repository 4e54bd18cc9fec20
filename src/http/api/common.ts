import { z } from 'zod'

export type { EntityName } from '../../sdk/index.ts'

/** Text that people write: trimmed, not empty, no control characters, whole characters. */
export const plainText = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1, 'Fill this in.')
    .max(maxLength, `At most ${maxLength} characters are allowed.`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Line breaks, control characters and half characters are not allowed.')

export const Id = z.uuid('A UUID is allowed, such as 6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11.')
export const IdParams = z.object({ id: Id })
export const Name = plainText(100)

/** A calendar day, `2026-03-29`. */
export const Day = z.iso
  .date({ error: 'A day is allowed as year-month-day, such as 2026-03-29.', abort: true })
  .refine(day => day >= '1970-01-01' && day < '2100-01-01', 'A day from 1970-01-01 to 2099-12-31 is allowed.')

/** An instant in UTC, `2026-03-29T01:00:00.000Z`. */
export const Instant = z.iso.datetime({ offset: true })

/** A whole number of a query, within these limits. */
export const wholeNumber = (least: number, most: number) => {
  const allowed = `A whole number from ${least} to ${most} is allowed.`
  return z.coerce.number(allowed).int(allowed).min(least, allowed).max(most, allowed)
}

/** Yes or no in a query. */
export const TrueOrFalse = z.enum(['true', 'false'], 'true or false is allowed.')

/** Strict, as all queries are: a misspelt filter would otherwise find everything. */
export const PageQuery = z.strictObject({
  limit: wholeNumber(1, 200).default(50),
  after: plainText(2_000).optional().describe('The `next` value of the page before.'),
})

/** A page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable().describe('Give it as `after`; null at the end.') })

/** Every error that the API answers with: RFC 9457, in words for people. */
export const ProblemAnswer = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional().describe('What happened, and why.'),
    remedy: z.string().optional().describe('What to do next.'),
    code: z.string().optional().describe('The reason, for programs; where there are several.'),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe('The inputs at fault, and what is allowed.'),
    requestId: z.string().optional(),
    runId: z.string().optional().describe('The run that is in the way.'),
  })
  .meta({ id: 'Problem' })
export type ProblemAnswer = z.output<typeof ProblemAnswer>
