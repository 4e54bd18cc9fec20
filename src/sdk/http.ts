import { createAddressGuard, type Resolve } from './http/address-guard.ts'
import { closeLine, openLine } from './http/attempt.ts'
import { readAnswer } from './http/json.ts'
import { probe } from './http/probe.ts'
import { createRedactor, type Redact, redactError } from './http/redact.ts'
import { send } from './http/send.ts'
import type { RequestTold, Wire } from './http/wire.ts'
import type { Http, HttpAnswer, HttpRequest } from './http-types.ts'
import type { Limiter } from './rate-limit.ts'
import { realTimer, type Timer } from './timer.ts'

export { createAddressGuard } from './http/address-guard.ts'
export { createRedactor, redactError } from './http/redact.ts'
export type { RequestTold } from './http/wire.ts'

export interface HttpOptions {
  /** Ends every request and every wait. */
  readonly signal: AbortSignal
  /** Kept out of every error, address and report, in every form they travel in. */
  readonly secrets: readonly string[]
  readonly limiter: Limiter
  /** Addresses and CIDR ranges that may be asked although they are not public. */
  readonly allowAddresses: readonly string[]
  /** The origin of the practice store that this process runs, for the connection to it alone: `http://127.0.0.1:24710`. */
  readonly practiceOrigin?: string | undefined
  /** Says which addresses a name stands for. Default: as this machine does. */
  readonly resolve?: Resolve
  /** PEM of an authority to trust beside the usual ones. */
  readonly ca?: string | undefined
  /** Tries in all for a request that may be repeated and does not say. Default 4. */
  readonly attempts?: number
  readonly userAgent?: string
  /** Told of every attempt when it has ended. */
  readonly onRequest?: (told: RequestTold) => void
  /** Told of every wait before a request when it has ended: for its turn at the pace of the connection, or to ask again. */
  readonly onWait?: (ms: number) => void
  readonly timer?: Timer
  /** From 0 to 1: the jitter of back-off. */
  readonly random?: () => number
}

/** Hears what is asked of a store. */
export type Listener = Required<Pick<HttpOptions, 'onRequest' | 'onWait'>>

/** The only way out of one connection. `close` lets go of the sockets that were kept alive. */
export interface OwnedHttp extends Http {
  /** Without what is secret by now. */
  readonly redact: Redact
  readonly close: () => void
}

export function createHttp(options: HttpOptions): OwnedHttp {
  const guard = createAddressGuard(options.allowAddresses, options.practiceOrigin, options.resolve)
  const line = openLine(guard, options.ca)
  let secrets = options.secrets
  let redactKnown = createRedactor(secrets)
  const redact: Redact = text => redactKnown(text)
  const wire: Wire = { ...defaults, ...options, line, redact }
  const wireFor = ({ signal = options.signal }: HttpRequest): Wire => ({ ...wire, signal })
  const ask = async (request: HttpRequest) => hideIn(await send(wireFor(request), request), redact)
  const tell = <T>(work: Promise<T>) => work.catch((error: unknown) => Promise.reject(redactError(error, redact)))
  return {
    send: request => tell(ask(request)),
    json: (request, schema, explain) =>
      tell(
        ask(request).then(answer => {
          const read = readAnswer(answer, schema)
          if ('data' in read) return { data: read.data, answer }
          throw explain?.(answer) ?? read.error
        }),
      ),
    probe: (address, step) => tell(probe(address, step, { guard, signal: options.signal, ca: options.ca })),
    wait: ms => wire.timer.wait(ms, options.signal),
    keepSecret: secret => {
      if (secrets.includes(secret)) return
      secrets = [...secrets, secret]
      redactKnown = createRedactor(secrets)
    },
    redact,
    close: () => closeLine(line),
  }
}

/** A refusal may repeat what was sent, and is quoted, cut to its first words: half of a secret is not known as one. */
const hideIn = (answer: HttpAnswer, redact: Redact): HttpAnswer =>
  answer.status < 400 ? answer : { ...answer, text: redact(answer.text) }

const unheard = { onRequest: () => {}, onWait: () => {} }
const defaults = { attempts: 4, userAgent: 'Koppla', timer: realTimer, random: Math.random, ...unheard }
