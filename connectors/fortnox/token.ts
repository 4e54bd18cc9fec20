import { z } from 'zod'
import { attempt, ConnectorError, type Context, type ErrorKind } from '../../src/sdk/index.ts'
import { signInOrigin } from './address.ts'
import type { Credential } from './fields.ts'
import { grant } from './grant.ts'
import { parseJson } from './told-error.ts'

/** Gives the token that requests carry. */
export interface Tokens {
  readonly get: () => Promise<string>
  /** Forgets this token, which was refused, and no other. */
  readonly renew: (refused: string) => void
}

/** A new one is asked for this long before the old one, which lasts an hour, ends. */
const spareMs = 5 * 60_000
/** Where there is none to be had for the moment, it is asked for again after so long. */
const againMs = 30_000

/** As it is shared: times in milliseconds. */
const Held = z.object({ token: z.string().min(1), until: z.number(), renewAt: z.number() })
type Held = z.output<typeof Held>

/** By client credentials for one company. All processes share one token: one asks, the others wait for what it is given. */
export function openTokens(origin: string, credential: Credential, context: Context): Tokens {
  const now = () => context.now().getTime()
  const refused = new Set<string>()
  let held: Held | undefined
  let asking: Promise<Held> | undefined

  const isGood = ({ token, renewAt }: Held): boolean => !refused.has(token) && now() < renewAt

  async function request(): Promise<Held> {
    const askedAt = now()
    const { accessToken: token, expiresInMs } = await grantFor(origin, credential, context)
    return { token, until: askedAt + expiresInMs, renewAt: askedAt + expiresInMs - spareMs }
  }

  /** Another may have asked while this one waited for its turn. */
  const renewShared = () =>
    context.shared.renew(async kept => {
      const known = readHeld(kept)
      return kept !== null && known && isGood(known) ? kept : JSON.stringify(await request())
    })

  async function find(): Promise<Held> {
    const known = readHeld(await context.shared.read())
    held = known && isGood(known) ? known : Held.parse(parseJson(await renewShared()))
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
      if (last === undefined || now() >= last.until) return (await ask()).token
      return now() < last.renewAt ? last.token : (await replace(last)).token
    },
    renew: token => {
      refused.add(token)
      if (held?.token === token) held = undefined
    },
  }
}

const passing: ReadonlySet<ErrorKind> = new Set(['transient', 'rate_limit'])

const readHeld = (text: string | null): Held | undefined =>
  text === null ? undefined : Held.safeParse(parseJson(text)).data

/** Each grant is a token of its own and takes nothing from the others, so it may be asked for again. */
function grantFor(origin: string, credential: Credential, context: Context) {
  const { accessToken: clientId, secret: clientSecret, tenantId } = credential
  const form = { grant_type: 'client_credentials' }
  const by = { origin: signInOrigin(origin), clientId, clientSecret }
  return grant(context, by, { form, headers: { TenantId: tenantId }, attempts: 3 })
}
