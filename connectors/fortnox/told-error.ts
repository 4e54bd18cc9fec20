import { z } from 'zod'
import type { HttpAnswer } from '../../src/sdk/index.ts'

/** What an answer says went wrong. Fortnox's own words are Swedish. */
export interface ToldError {
  /** `2000663`, or OAuth's `invalid_client`; null: none. */
  readonly code: string | null
  readonly message: string
}

const Code = z.union([z.string(), z.number()]).transform(String)
const Information = z.looseObject({ code: Code.optional(), message: z.string().optional() })
const OAuth = z.looseObject({ error: z.string(), error_description: z.string().optional() })
const Bare = z.looseObject({ message: z.string() })

/**
 * Fortnox spells the keys of an error in two ways, has a third form without a code and a fourth for tokens, and calls
 * JSON text/html at times. Undefined: this is not how Fortnox says that something is wrong.
 */
export function readError({ text }: Pick<HttpAnswer, 'text'>): ToldError | undefined {
  const body = parseJson(text)
  const information = lowerKeys(Object(lowerKeys(body))['errorinformation'])
  const told = Information.safeParse(information).data
  if (told) return { code: told.code ?? null, message: told.message ?? '' }
  const oauth = OAuth.safeParse(body).data
  if (oauth) return { code: oauth.error, message: oauth.error_description ?? '' }
  const bare = Bare.safeParse(body).data
  if (bare) return { code: null, message: bare.message }
  const [, message, code] = /^([^<{]{1,300}?)\s*\((\d{7})\)/.exec(text.trim()) ?? []
  return code === undefined || message === undefined ? undefined : { code, message }
}

/** Undefined for what is no JSON. Fortnox calls it text/html and text/plain at times. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch {
    return undefined
  }
}

const lowerKeys = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), inner]))
    : undefined
