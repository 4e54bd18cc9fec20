import { z } from 'zod'
import { ConnectorError } from './errors.ts'

/** Stands for a record that exists but cannot be read; it is set aside with the reason instead of being passed over. */
export interface Unread {
  /** As the system tells it. */
  readonly id: number | string
  readonly koppla_unread: string
}

export const unread = (id: number | string, reason: string): Unread => ({ id, koppla_unread: reason })

/** The reason for a record that was asked for alone, more than once. `why`: whole sentences, with what to do. */
export const eachFails = (why: string): string =>
  `cannot be read: each request for it fails. ${why} Then retry it; a reconcile also reads it again.`

/** An unread record whose id cannot be told: the place is the last id before it (0: none) and the how-manyeth after that. */
export const unreadPlace = (koppla_place: { after: number; nth: number }, reason: string) => ({
  koppla_place,
  koppla_unread: `${wordsOf(koppla_place)} ${reason}`,
})

const wordsOf = ({ after, nth }: { after: number; nth: number }): string =>
  after === 0 ? `The first record of the list (number ${nth})` : `Record number ${nth} after the one with id ${after}`

/** Null for a record that could be read. */
export const whyUnread = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'koppla_unread' in value ? String(value.koppla_unread) : null

/** The id of a record that could not be read; null for one that could, or where its id cannot be told. */
export const unreadId = (value: unknown): string | null =>
  z.looseObject({ id: z.string(), koppla_unread: z.string() }).safeParse(value).data?.id ?? null

/** The shape, save that a record that could not be read is refused with its own reason. */
export const readable = <T>(shape: z.ZodType<T>): z.ZodType<T> =>
  z
    .unknown()
    .superRefine((value, context) => {
      const reason = whyUnread(value)
      if (reason !== null) context.addIssue({ code: 'custom', message: reason })
    })
    .pipe(shape)

/** Reads for all items together. Its failure comes as a value where an item may have caused it; see `attempt`. */
type ReadFor<T> = (items: readonly T[]) => Promise<readonly unknown[] | ConnectorError>

/** What stands for an item that fails alone. It throws where it is the store that is broken. */
type Alone<T> = (item: T, failure: ConnectorError) => Promise<readonly unknown[]>

/**
 * Reads for all items together; where that fails, for each half, until an item that makes it fail is alone: so it costs its
 * neighbours nothing.
 */
export async function readHalving<T>(
  items: readonly T[],
  read: ReadFor<T>,
  alone: Alone<T>,
): Promise<readonly unknown[]> {
  const answer = await read(items)
  if (!(answer instanceof ConnectorError)) return answer
  const [first] = items
  if (first === undefined) throw answer
  if (items.length === 1) return await alone(first, answer)
  const half = items.length >> 1
  const before = await readHalving(items.slice(0, half), read, alone)
  return [...before, ...(await readHalving(items.slice(half), read, alone))]
}
