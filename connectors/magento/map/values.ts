import { DateTime } from 'luxon'
import type { z } from 'zod'
import type { Address } from '../../../src/sdk/index.ts'
import type { RawAddress, RawAttributes, RawText } from './raw.ts'

export const textOf = (value: unknown): string | null =>
  (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '' ? String(value) : null

/** Times are UTC and come without a zone letter, whatever the store's own zone. */
export function instantOf(time: RawText): string | null {
  const text = textOf(time)
  if (text === null || text.startsWith('0000')) return null
  return /Z$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.replace(' ', 'T')}Z`
}

/** The day of a time by the calendar of a zone, which may be a bare offset. */
export function dayIn(time: RawText, timeZone: string): string | null {
  const zone = /^[+-]\d/.test(timeZone) ? `UTC${timeZone}` : timeZone
  return DateTime.fromISO(instantOf(time) ?? '', { zone }).toISODate()
}

export function addressOf(raw: RawAddress): z.input<typeof Address> | null {
  if (raw === null || raw === undefined) return null
  const [line1 = null, ...more] = [raw.street ?? []].flat().flatMap(line => textOf(line) ?? [])
  const address = {
    name: textOf([raw.firstname, raw.middlename, raw.lastname].map(textOf).filter(Boolean).join(' ')),
    company: textOf(raw.company),
    line1,
    line2: textOf(more.join(', ')),
    city: textOf(raw.city),
    region: textOf(typeof raw.region === 'object' ? raw.region?.region : raw.region),
    postcode: textOf(raw.postcode),
    country: textOf(raw.country_id),
    phone: textOf(raw.telephone),
    email: textOf(raw.email),
  }
  return Object.values(address).some(part => part !== null) ? address : null
}

export const attributeOf = (attributes: RawAttributes, code: string): string | null =>
  textOf(attributes.find(one => one.attribute_code === code)?.value)
