import type { z } from 'zod'
import type { Address } from '../../../src/sdk/index.ts'
import type { RawAddress, RawAmount, RawId, RawMeta, RawText } from './raw.ts'

/** WooCommerce says "" for what is not there. */
export const textOf = (value: RawText): string | null =>
  value === null || value === undefined || String(value).trim() === '' ? null : String(value)

/** An id other than 0, which stands for none. */
export function idText(id: RawId | null | undefined | ''): string | null {
  return id === null || id === undefined || id === '' || Number(id) === 0 ? null : String(id)
}

/** `_gmt` times come without a zone letter. */
export function instantOf(gmt: RawText): string | null {
  const text = textOf(gmt)
  if (text === null) return null
  return /Z$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.replace(' ', 'T')}Z`
}

/** A decimal string of at most six places; null for "" and what is not there. What is no number is left for the schema to refuse. */
export function decimalOf(value: RawAmount | null | undefined): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isFinite(value) ? trimZeros(value.toFixed(6)) : String(value)
  const text = value.trim()
  if (text === '') return null
  return /^-?\d*\.?\d+$/.test(text) ? atMostSixPlaces(text) : text
}

/** For what always has an amount: "" and nothing are 0. */
export const amountOf = (value: RawAmount | null | undefined): string => decimalOf(value) ?? '0'

/** For measures such as weight, which nobody balances: what is no number is none. */
export function measureOf(value: RawAmount | null | undefined): string | null {
  const text = decimalOf(value)
  return text !== null && /^-?\d+(\.\d+)?$/.test(text) ? text : null
}

export const negate = (decimal: string): string =>
  /^-?0*(\.0*)?$/.test(decimal) ? decimal.replace('-', '') : decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`

/** Rounds half away from zero, in whole millionths: floats lose öre. */
function atMostSixPlaces(text: string): string {
  const [, sign = '', whole = '', places = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text) ?? []
  if (places.length <= 6) return `${sign}${whole === '' ? '0' : whole}${places === '' ? '' : `.${places}`}`
  const millionths = BigInt(whole + places.slice(0, 6)) + (places[6]! >= '5' ? 1n : 0n)
  const digits = millionths.toString().padStart(7, '0')
  return trimZeros(`${sign}${digits.slice(0, -6)}.${digits.slice(-6)}`)
}

const trimZeros = (decimal: string): string => decimal.replace(/\.?0+$/, '').replace(/^-0$/, '0')

export function addressOf(raw: RawAddress): z.input<typeof Address> | null {
  if (raw === null || raw === undefined) return null
  const name = [textOf(raw.first_name), textOf(raw.last_name)].filter(part => part !== null).join(' ')
  const address = {
    name: textOf(name),
    company: textOf(raw.company),
    line1: textOf(raw.address_1),
    line2: textOf(raw.address_2),
    city: textOf(raw.city),
    region: textOf(raw.state),
    postcode: textOf(raw.postcode),
    country: textOf(raw.country),
    phone: textOf(raw.phone),
    email: textOf(raw.email),
  }
  return Object.values(address).some(part => part !== null) ? address : null
}

/** Meta whose key does not start with an underscore (those are a plugin's own), and the ones named. */
export function metaOf(list: RawMeta, alsoKept: ReadonlySet<string> = new Set()): Record<string, unknown> {
  const kept = list.filter(({ key }) => !key.startsWith('_') || alsoKept.has(key))
  const groups = Object.groupBy(kept, ({ key }) => key)
  return Object.fromEntries(
    Object.entries(groups).map(([key, same = []]) => [
      key,
      same.length === 1 ? same[0]?.value : same.map(({ value }) => value),
    ]),
  )
}

export const metaValue = (list: RawMeta, key: string): unknown => list.findLast(meta => meta.key === key)?.value

const named: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    rarr: '→',
  }),
)

/** Names of categories, tags and brands come with HTML entities (`Kafé &amp; te`); names of products do not. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (all, name: string) => {
    const code = name.startsWith('#') ? Number(name.replace(/^#x?/i, match => (match.length > 1 ? '0x' : ''))) : null
    if (code === null) return named.get(name.toLowerCase()) ?? all
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
