import { z } from 'zod'

/** One input of the connection form. */
export interface Field<T = unknown> {
  /** Our word for it, the same in every system: *API URL*, *Access token*, *Secret*. */
  readonly label: string
  /** The system's own word, shown beside ours: *Consumer key*. */
  readonly systemLabel?: string
  /** Where in the external system the value is found. */
  readonly help: string
  readonly placeholder?: string
  /** Sealed at rest, never sent back, redacted from every log and error. */
  readonly secret: boolean
  readonly schema: z.ZodType<T>
}

export type Fields = Readonly<Record<string, Field>>
export type Values<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never }

type About = Pick<Field, 'label' | 'systemLabel' | 'help' | 'placeholder'>
/** Not empty, and trimmed. */
export const filled = z
  .string('Text is needed here.')
  .trim()
  .min(1, 'Fill this in.')
  .max(2_000, 'At most 2,000 characters are allowed.')
  .regex(/^[^\0\p{Cs}]*$/u, 'This holds characters that are none. Copy it again.')

export const text = (about: About, schema: z.ZodType<string> = filled): Field<string> => ({
  ...about,
  secret: false,
  schema,
})

export const secret = (about: About, schema: z.ZodType<string> = filled): Field<string> => ({
  ...about,
  secret: true,
  schema,
})

/** An address as people paste it. It is only trimmed here; the connector's checks say what is wrong with it. */
export const address = (about: About): Field<string> => text(about, filled)
