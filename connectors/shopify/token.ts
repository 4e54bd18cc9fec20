import { z } from 'zod'
import { attempt, ConnectorError, type Context, type ErrorKind, type HttpAnswer } from '../../src/sdk/index.ts'
import { explainStatus, notShopify } from './explain.ts'
import type { Credential } from './fields.ts'

/** Gives the token that requests carry. */
export interface Tokens {
  readonly get: () => Promise<string>
  /** Forgets this token, which was refused, and no other. False: there is no other to be had. */
  readonly renew: (refused: string) => boolean
}

/** A new one is asked for this long before the old one ends. */
const spareMs = 5 * 60_000
/** Where there is none to be had for the moment, it is asked for again after so long. */
const againMs = 30_000

const Granted = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive() })

/**
 * An older app’s token is used as it is. One of the Dev Dashboard is asked for with client id and secret and lasts a day. All
 * processes share it: one asks, the others wait for what it is given. Within one, all who wait for a token wait together, and
 * a failure is that of those who waited.
 */
export function openTokens(origin: string, credential: Credential, context: Context): Tokens {
  if (credential.way === 'token') return { get: async () => credential.accessToken, renew: () => false }
  const now = () => context.now().getTime()
  const refused = new Set<string>()
  let held: Held | undefined
  let asking: Promise<Held> | undefined

  const isGood = ({ token, renewAt }: Held): boolean => !refused.has(token) && now() < renewAt

  async function request(): Promise<Held> {
    const askedAt = now()
    const { access_token: token, expires_in } = await grant(origin, credential, context)
    const until = askedAt + expires_in * 1_000
    return { token, until, renewAt: until - spareMs }
  }

  /** Another may have asked while this one waited for its turn. */
  const renewShared = () =>
    context.shared.renew(async kept => {
      const known = readHeld(kept)
      return kept !== null && known && isGood(known) ? kept : JSON.stringify(await request())
    })

  async function find(): Promise<Held> {
    const known = readHeld(await context.shared.read())
    held = known && isGood(known) ? known : Held.parse(JSON.parse(await renewShared()))
    context.http.keepSecret(held.token)
    return held
  }

  function ask(): Promise<Held> {
    asking ??= find().finally(() => {
      asking = undefined
    })
    return asking
  }

  /** The old one still works for a while: trouble that passes costs nothing yet. */
  async function replace(last: Held): Promise<Held> {
    const next = await attempt(ask(), ({ kind }) => passing.has(kind) && now() < last.until)
    if (!(next instanceof ConnectorError)) return next
    if (held === last) held = { ...last, renewAt: now() + againMs }
    return last
  }

  return {
    get: async () => {
      const last = held
      if (last !== undefined && now() < last.renewAt && now() < last.until) return last.token
      return (await (last !== undefined && now() < last.until ? replace(last) : ask())).token
    },
    renew: token => {
      refused.add(token)
      if (held?.token === token) held = undefined
      return true
    },
  }
}

const passing: ReadonlySet<ErrorKind> = new Set(['transient', 'rate_limit'])

/** As it is shared: times in milliseconds. */
const Held = z.object({ token: z.string().min(1), until: z.number(), renewAt: z.number() })
type Held = z.output<typeof Held>

function readHeld(text: string | null): Held | undefined {
  return text === null ? undefined : Held.safeParse(parse({ text })).data
}

async function grant(origin: string, { accessToken, secret = '' }: Credential, context: Context) {
  const answer = await context.http.send({
    method: 'POST',
    url: `${origin}/admin/oauth/access_token`,
    headers: { accept: 'application/json' },
    json: { grant_type: 'client_credentials', client_id: accessToken, client_secret: secret },
    attempts: 3,
    followRedirects: false,
  })
  const granted = answer.status === 200 ? Granted.safeParse(parse(answer)).data : undefined
  if (granted === undefined) throw explainGrant(answer)
  return granted
}

function parse({ text }: Pick<HttpAnswer, 'text'>): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Refusals come as JSON, and as pages for people. */
function codeOf(answer: HttpAnswer): string | undefined {
  const body = z.looseObject({ error: z.string() }).safeParse(parse(answer)).data
  return body?.error ?? /Oauth error (\w+)/.exec(answer.text)?.[1]
}

const refusals: Readonly<Record<string, { message: string; remedy: string; field: string }>> = {
  shop_not_permitted: {
    message:
      'The app and the shop belong to different Shopify organisations, and only an app of the same one may enter this way.',
    remedy: 'Make the app in the Dev Dashboard of the organisation that owns the shop, and install it there.',
    field: 'apiUrl',
  },
  app_not_installed: {
    message: 'The app is not installed in this shop.',
    remedy: 'In the Dev Dashboard: open the app, choose Install app and the shop. Then verify again.',
    field: 'apiUrl',
  },
  application_cannot_be_found: {
    message: 'Shopify knows no app with this client ID.',
    remedy:
      'Copy the client ID again: Dev Dashboard, the app, Settings. An app made a minute ago may need another one.',
    field: 'accessToken',
  },
  invalid_client: {
    message: 'Shopify knows the app, and the client secret is not its own.',
    remedy: 'Copy the client secret again, beside the client ID. If it was rotated, the old one no longer works.',
    field: 'secret',
  },
}

function explainGrant(answer: HttpAnswer): ConnectorError {
  const code = codeOf(answer)
  const known = code === undefined ? undefined : refusals[code]
  if (known) return new ConnectorError('auth', known.message, { ...known, code: code!, status: answer.status })
  if (answer.status === 200) return notShopify()
  if (answer.status !== 400 && answer.status !== 401) {
    const error = explainStatus(answer)
    if (error) return error
  }
  return new ConnectorError('auth', `Shopify gave no token${code ? ` (${code})` : ''}.`, {
    ...{ code: 'refused', status: answer.status, field: 'accessToken' },
    remedy: 'Copy client ID and client secret again: Dev Dashboard, the app, Settings.',
  })
}
