import { ConnectorError, type ErrorKind } from '../errors.ts'
import type { HttpAnswer } from '../http-types.ts'

const wait = 'Nothing to do now: it is tried again later.'
const words: ReadonlyArray<readonly [from: number, to: number, kind: ErrorKind, message: string, remedy: string]> = [
  [401, 401, 'auth', 'refuses the credential', 'Create a new key in the external system and enter it here.'],
  [403, 403, 'permission', 'does not allow this to the credential', 'Give the key the missing right, or use another.'],
  [404, 404, 'not_found', 'does not know what was asked for', 'Check the address.'],
  [410, 410, 'not_found', 'says that what was asked for is gone', 'Nothing to do: it was removed there.'],
  [408, 408, 'transient', 'gave up waiting for our request', wait],
  [425, 425, 'transient', 'asks to be asked later', wait],
  [429, 429, 'rate_limit', 'refuses so many requests', 'Nothing to do: the pace is lowered and it goes on.'],
  [300, 399, 'invalid', 'says that this has moved to another address', 'Enter the address that the browser shows.'],
  [500, 599, 'transient', 'failed to answer', 'Try again later. If it goes on, look into the log of that server.'],
  [0, 599, 'invalid', 'refuses the request', 'Check the address and what was entered.'],
]

/** What an answer that is not 2xx means when the connector knows nothing better. */
export function errorOfStatus(answer: HttpAnswer, retryAfterMs: number | undefined): ConnectorError {
  const { status } = answer
  const [, , kind, message, remedy] = words.find(([from, to]) => status >= from && status <= to) ?? words.at(-1)!
  return new ConnectorError(kind, `${new URL(answer.url).host} ${message} (${status}).`, {
    remedy,
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  })
}

const retried = new Set([429, 502, 503, 504, 520, 521, 522, 523, 524])
/** Statuses that may go away by themselves; 520 to 524 are what a CDN says when the server behind it fails. */
export const isRetried = (status: number): boolean => retried.has(status)

const dayMs = 86_400_000

/** `Retry-After` in milliseconds, from seconds or a date; the date is compared to the server's own clock where it tells. */
export function retryAfterMsOf({ headers, date }: HttpAnswer, now: Date): number | undefined {
  const told = headers['retry-after']?.trim() ?? ''
  const serverNow = date === null ? now.getTime() : Date.parse(date)
  const ms = /^\d+$/.test(told) ? Number(told) * 1_000 : parseHttpDate(told) - serverNow
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), dayMs)
}

/** `Date.parse` takes any number for a date. */
const parseHttpDate = (text: string): number => (/^[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN)
