import { z } from 'zod'
import { Instant } from '../../../src/sdk/index.ts'
import { RawId, RawText } from './raw.ts'
import { decodeEntities, instantOf, textOf } from './values.ts'

export const RawNote = z.looseObject({
  id: RawId,
  author: RawText,
  date_created_gmt: RawText,
  note: RawText,
  customer_note: z.boolean(),
})

export const Note = z.object({
  externalId: z.string(),
  createdAt: Instant.nullable(),
  /** A user of the store, or the store itself. */
  author: z.string().nullable(),
  /** Plain, with its line breaks; a link stands behind its words. */
  text: z.string(),
  /** Sent to the customer; else only those who run the store see it. */
  toCustomer: z.boolean(),
})
export type Note = z.output<typeof Note>

export const mapNote = ({ id, author, date_created_gmt, note, customer_note }: z.output<typeof RawNote>): Note => ({
  externalId: String(id),
  createdAt: instantOf(date_created_gmt),
  author: textOf(author),
  text: readableText(textOf(note) ?? ''),
  toCustomer: customer_note,
})

/** Notes are shown as a web page shows them, so plugins write tags and entities into them; `3 < 4` is no tag. */
const readableText = (html: string): string =>
  decodeEntities(
    html
      .replace(/<a\s[^>]*?href=(["'])(.*?)\1[^>]*>(.*?)<\/a>/gis, (_, _quote, href: string, words: string) =>
        words.trim() === href ? href : `${words} (${href})`,
      )
      .replace(/<br\s*\/?>\n?|<\/(?:p|div|li|h\d)>/gi, '\n')
      .replace(/<\/?[a-z][^<>]*>/gi, ''),
  )
    .replace(/\r\n?/g, '\n')
    .trim()
