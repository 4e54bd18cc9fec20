import { attempt, ConnectorError, type Context, type ErrorKind } from '../../src/sdk/index.ts'
import { signInOrigin } from './address.ts'
import type { Credential } from './fields.ts'
import { grant } from './grant.ts'

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

interface Held {
  readonly token: string
  readonly until: number
  readonly renewAt: number
}

/**
 * By client credentials for one company: each grant is a token of its own and takes nothing from the others. All who wait
 * for a token wait for the same one.
 */
export function openTokens(origin: string, credential: Credential, context: Context): Tokens {
  const now = () => context.now().getTime()
  const { accessToken: clientId, secret: clientSecret, tenantId } = credential
  const by = { origin: signInOrigin(origin), clientId, clientSecret }
  let held: Held | undefined
  let asking: Promise<Held> | undefined

  async function request(): Promise<Held> {
    const askedAt = now()
    const { accessToken: token, expiresInMs } = await grant(context, by, {
      ...{ form: { grant_type: 'client_credentials' }, headers: { TenantId: tenantId }, attempts: 3 },
    })
    const until = askedAt + expiresInMs
    held = { token, until, renewAt: until - spareMs }
    return held
  }

  function ask(): Promise<Held> {
    asking ??= request().finally(() => {
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
    renew: refused => {
      if (held?.token === refused) held = undefined
    },
  }
}

const passing: ReadonlySet<ErrorKind> = new Set(['transient', 'rate_limit'])
