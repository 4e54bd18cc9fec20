import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'

/** One request on its way through the shop, as PHP sees it. */
export interface Call {
  readonly asked: Asked
  readonly method: string
  /** `/V1/orders`: below `rest/` and the store code, percent-encoded as it came. */
  readonly route: string
  /** `all`, `default` …; null where the address names none. */
  readonly storeCode: string | null
  readonly query: URLSearchParams
  /** `https://shop.example`: the scheme, host and port that PHP believes it is spoken to by. */
  readonly origin: string
  /** Where the shop says it lives, with a slash at the end. */
  readonly home: string
}

export type Json = Readonly<Record<string, unknown>>

export interface Reply {
  readonly status: number
  readonly body: unknown
  readonly headers?: Answer['headers']
  /** What becomes of the JSON on its way out. */
  readonly garble?: (text: string) => string
}

export const ok = (body: unknown): Reply => ({ status: 200, body })

/** Magento's own shape: a sentence with places in it, and what belongs there, by name or by number. */
export function fail(status: number, message: string, parameters?: Json | readonly unknown[]): Reply {
  return { status, body: parameters === undefined ? { message } : { message, parameters } }
}

export const notFound = () => fail(404, "The entity that was requested doesn't exist. Verify the entity and try again.")
export const noRoute = () => fail(404, 'Request does not match any route.')
export const notProcessed = () => fail(400, 'Specified request cannot be processed.')
export const isMissing = (fieldName: string) =>
  fail(400, '"%fieldName" is required. Enter and try again.', { fieldName })
/** What every unexpected error becomes outside developer mode. */
export const internalError = () =>
  fail(500, 'Internal Error. Details are available in Magento log file. Report ID: webapi-6b00603fa5fc5')
/** Nobody is known, or somebody who may not: the words are the same, and so is the status. */
export const notAuthorized = (resource: string) =>
  fail(401, "The consumer isn't authorized to access %resources.", { resources: resource })
