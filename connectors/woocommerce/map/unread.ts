import { z } from 'zod'
import { ConnectorError } from '../../../src/sdk/index.ts'

/** Stands for a record that exists but cannot be read; it is set aside with the reason instead of being passed over. */
export interface Unread {
  readonly id: number
  readonly koppla_unread: string
}

export const unread = (id: number, reason: string): Unread => ({ id, koppla_unread: reason })

export const isTooLarge = (error: unknown): boolean => error instanceof ConnectorError && error.code === 'too_large'

const reasonOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'koppla_unread' in value ? String(value.koppla_unread) : null

/** The shape, save that a record that could not be read is refused with its own reason. */
export const readable = <T>(shape: z.ZodType<T>): z.ZodType<T> =>
  z
    .unknown()
    .superRefine((value, context) => {
      const reason = reasonOf(value)
      if (reason !== null) context.addIssue({ code: 'custom', message: reason })
    })
    .pipe(shape)
