import { isoSeconds } from './dates.ts'
import type { Cents, Instant, Meta, State } from './state.ts'
import { isHpos } from './state.ts'

/** What rendering depends on beside the record: where the site says it lives, and how many decimals were asked for. */
export interface View {
  readonly state: State
  readonly home: string
  readonly api: string
  readonly decimals: number
  /** Whether a key of the record will be shown: what costs much is left out where `_fields` does not name it. */
  readonly wants: (name: string) => boolean
}

export function money(cents: Cents, { decimals }: View): string {
  if (decimals !== 2) return (cents / 100).toFixed(decimals)
  const whole = Math.abs(cents)
  const rest = whole % 100
  return `${cents < 0 ? '-' : ''}${(whole - rest) / 100}${rest < 10 ? '.0' : '.'}${rest}`
}

/** As PHP prints a float: no decimals that are not needed. */
export const plainMoney = (cents: Cents) => String(cents / 100)

export const localTime = ({ state }: View, at: Instant | null) => (at === null ? null : state.zone.local(at))
export const gmtTime = (at: Instant | null) => (at === null ? null : isoSeconds(at))

export const apiUrl = ({ api }: View, path: string) => `${api}/wc/v3/${path}`

type Links = Record<string, readonly Readonly<Record<string, unknown>>[]>

const ANY = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** `self` tells what may be done there since WordPress 6.7; `null` where the real one does not tell. */
export function linksOf(view: View, self: string, allow: readonly string[] | null = ANY): Links {
  const href = apiUrl(view, self)
  const hints = allow && isHpos(view.state) ? { targetHints: { allow } } : {}
  return { self: [{ href, ...hints }], collection: [{ href: apiUrl(view, self.slice(0, self.lastIndexOf('/'))) }] }
}

export const linkTo = (view: View, path: string) => [{ href: apiUrl(view, path) }]

export const showMeta = (meta: readonly Meta[]) => meta.map(({ id, key, value }) => ({ id, key, value }))

export const showItemMeta = (meta: readonly Meta[]) =>
  meta.map(({ id, key, value, shownKey = key, shownValue = value }) => ({
    id,
    key,
    value,
    display_key: shownKey,
    display_value: shownValue,
  }))
