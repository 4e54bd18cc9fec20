import { z } from 'zod'

/** Stands for a record that exists but cannot be read; it is set aside with the reason instead of being passed over. */
export interface Unread {
  readonly id: number
  readonly koppla_unread: string
}

export const unread = (id: number, reason: string): Unread => ({ id, koppla_unread: reason })

/** The same for one whose id cannot be told: the place is the last id before it (0: none) and the how-manyeth after that. */
export const unreadPlace = (koppla_place: { after: number; nth: number }, reason: string) => ({
  koppla_place,
  koppla_unread: `${wordsOf(koppla_place)} ${reason}`,
})

const wordsOf = ({ after, nth }: { after: number; nth: number }): string =>
  after === 0 ? `The first record of the list (number ${nth})` : `Record number ${nth} after the one with id ${after}`

/** Null for a record that could be read. */
export const whyUnread = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'koppla_unread' in value ? String(value.koppla_unread) : null

/** The shape, save that a record that could not be read is refused with its own reason. */
export const readable = <T>(shape: z.ZodType<T>): z.ZodType<T> =>
  z
    .unknown()
    .superRefine((value, context) => {
      const reason = whyUnread(value)
      if (reason !== null) context.addIssue({ code: 'custom', message: reason })
    })
    .pipe(shape)
