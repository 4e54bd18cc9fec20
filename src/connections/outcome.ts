import { z } from 'zod'
import type { CheckReport, Offer } from '../sdk/index.ts'

/** How one check ended, as it is shown and remembered. */
export const CheckOutcome = z.object({
  id: z.string(),
  title: z.string().describe('What is true when it passes.'),
  entity: z.string().optional(),
  durationMs: z.int(),
  result: z.object({
    status: z.enum(['passed', 'warning', 'failed', 'skipped']),
    detail: z.string().optional(),
    diagnosis: z.string().optional().describe('What is wrong, and how we know.'),
    remedy: z.string().optional().describe('What to do about it.'),
    field: z.string().optional().describe('The input of the form to look at.'),
    suggestion: z
      .object({ field: z.string(), value: z.string() })
      .optional()
      .describe('A value that would put a field right.'),
    offers: z
      .object({ field: z.string(), parts: z.array(z.object({ value: z.string(), name: z.string() })) })
      .optional()
      .describe('The parts that the store has, for a field that takes such.'),
    because: z.string().optional().describe('Why it was skipped.'),
  }),
})
export type CheckOutcome = z.output<typeof CheckOutcome>

/** What is found is remembered elsewhere. A connector's words may quote what the store said: `redact` keeps secrets out. */
export function toOutcome({ result, ...check }: CheckReport, redact: (text: string) => string): CheckOutcome {
  const { found: _, offers, ...rest } = { found: undefined, offers: undefined, ...result }
  for (const key of ['detail', 'diagnosis', 'remedy', 'because'] as const) {
    const words = (rest as CheckOutcome['result'])[key]
    if (words !== undefined) Object.assign(rest, { [key]: redact(words) })
  }
  return { ...check, result: { ...rest, ...(offers && { offers: redactOffer(offers, redact) }) } }
}

const redactOffer = ({ field, parts }: Offer, redact: (text: string) => string) => ({
  field,
  parts: parts.map(({ value, name }) => ({ value: redact(value), name: redact(name) })),
})

/** Why an entity cannot be read, by its name; those that can are absent. */
export function unreadableEntities(report: readonly CheckOutcome[]): Record<string, string> {
  return Object.fromEntries(
    report.flatMap(({ entity, result: { status, diagnosis, because } }) =>
      entity === undefined || status === 'passed' ? [] : [[entity, diagnosis ?? because ?? 'It could not be checked.']],
    ),
  )
}
