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
  /** What the form begins with, and what holds where nothing is given. */
  readonly initial?: string
  /** The values it may have, each with the words for it. */
  readonly choices?: Readonly<Record<string, string>>
  /**
   * It takes parts of the store, several with commas between; which there are a check `offers`. Its one choice is the whole.
   * They are part of the store's identity: whoever wants others makes a connection of their own for them.
   */
  readonly parts?: true
  /** Asked for only while another field has this value; it is absent otherwise. */
  readonly when?: Condition
  /** Set by the core: the operator lends a value to who gives none. */
  readonly lent?: Lent
  readonly schema: z.ZodType<T>
}

export interface Condition {
  readonly field: string
  readonly is: string
}

export interface Lent {
  /** The other field that must be left empty too: both are lent, or neither. */
  readonly with: string
  /** It is lent only while that field has this value. */
  readonly while: Condition
}

export type Fields = Readonly<Record<string, Field>>
export type Values<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never }

type About = Pick<Field, 'label' | 'systemLabel' | 'help' | 'placeholder' | 'initial'>
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

/** One of several values; the first is what the form begins with. */
export function choice<const Value extends string>(
  about: About,
  choices: Readonly<Record<Value, string>>,
): Field<Value> {
  const [initial, ...others] = Object.keys(choices) as [Value, ...Value[]]
  return { initial, ...about, secret: false, choices, schema: z.enum([initial, ...others]) }
}

/** What of the store is read, of what it has; `whole` is all of it, which the form begins with. */
export function partsOfStore(
  about: About,
  whole: Readonly<Record<string, string>>,
  schema: z.ZodType<string> = filled,
): Field<string> {
  const [initial = ''] = Object.keys(whole)
  return { initial, ...about, secret: false, choices: whole, parts: true, schema }
}

export const onlyWhen = <T>(when: Condition, field: Field<T>): Field<T | undefined> => ({ ...field, when })

/** Whether a field is asked for, by what the others have. */
export const isAsked = ({ when }: Pick<Field, 'when'>, fields: Fields, given: Readonly<Record<string, unknown>>) =>
  when === undefined || (given[when.field] ?? fields[when.field]?.initial) === when.is

/** Whether it is left to what the operator lends. */
export function isLeft(key: string, fields: Fields, given: Readonly<Record<string, unknown>>): boolean {
  const lent = fields[key]?.lent
  if (lent === undefined || ![key, lent.with].every(name => isBlank(given[name]))) return false
  const { field, is } = lent.while
  return fields[field]?.schema.safeParse(given[field] ?? fields[field]?.initial).data === is
}

const isBlank = (value: unknown): boolean => value === undefined || (typeof value === 'string' && value.trim() === '')
