import { z } from 'zod'
import type { Context } from './context.ts'
import { attempt, ConnectorError, type ErrorKind } from './errors.ts'

/** Gives the token that requests carry. */
export interface Tokens {
  readonly get: () => Promise<string>
  /** Forgets this token, which was refused, and no other. False: there is no other to be had. */
  readonly renew: (refused: string) => boolean
}

/** What a system gives for a credential, for a while. */
export interface GrantedToken {
  readonly token: string
  readonly expiresInMs: number
}

/** A new one is asked for this long before the old one ends. */
const spareMs = 5 * 60_000
/** Where there is none to be had for the moment, it is asked for again after so long. */
const againMs = 30_000

const passing: ReadonlySet<ErrorKind> = new Set(['transient', 'rate_limit'])

/** As it is shared: times in epoch milliseconds. */
const Held = z.object({ token: z.string().min(1), until: z.number(), renewAt: z.number() })
type Held = z.output<typeof Held>

/**
 * One token for all processes of a connection: one asks `grant` for it, the others wait for what it is given. Within a process,
 * all who wait for a token wait together, and a failure is that of those who waited. `grant` may be asked again and again, for
 * what it gives takes nothing from what it gave before.
 */
export function shareTokens(context: Context, grant: () => Promise<GrantedToken>): Tokens {
  const now = () => context.now().getTime()
  const refused = new Set<string>()
  let held: Held | undefined
  let asking: Promise<Held> | undefined

  const isGood = ({ token, renewAt }: Held): boolean => !refused.has(token) && now() < renewAt

  async function request(): Promise<Held> {
    const askedAt = now()
    const { token, expiresInMs } = await grant()
    const until = askedAt + expiresInMs
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
      if (last === undefined || now() >= last.until) return (await ask()).token
      return now() < last.renewAt ? last.token : (await replace(last)).token
    },
    renew: token => {
      refused.add(token)
      if (held?.token === token) held = undefined
      return true
    },
  }
}

/** Undefined for what another version of Koppla kept. */
function readHeld(text: string | null): Held | undefined {
  try {
    return text === null ? undefined : Held.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
