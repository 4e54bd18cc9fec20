import type { z } from 'zod'

export interface HttpRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  /** Absolute. */
  readonly url: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as a JSON body. */
  readonly json?: unknown
  /** Sent as a body of `application/x-www-form-urlencoded`, where there is no `json`: what OAuth takes. */
  readonly form?: Readonly<Record<string, string>>
  /** Called before *every* attempt, so that a retry carries a fresh nonce, timestamp and signature. */
  readonly sign?: (request: { method: string; url: string }) => Signature
  /** One attempt's time, connection included. Default 30,000 ms. */
  readonly timeoutMs?: number
  /** Tries in all for rate_limit and transient failures. Default 4 (verification: 1); for a POST always 1 unless given. */
  readonly attempts?: number
  /** Cap on the decoded body. Default 32 MiB; above it a ConnectorError `contract` with code `too_large`. */
  readonly maxBytes?: number
  /** Makes the body a text. Default: UTF-8. */
  readonly decode?: (body: Uint8Array) => string
  /**
   * How long no other request of the connection may start, as each answer tells (0: not at all; at most 60,000 ms): for
   * systems that count points and say how many are left.
   */
  readonly pauseMs?: (answer: Pick<HttpAnswer, 'status' | 'headers' | 'text'>) => number
  /** Default true for GET and HEAD. `headers` and what `sign` adds are never sent on to another origin. */
  readonly followRedirects?: boolean
  /** Ends this request in place of the run's own: for what is still to be said when that is aborted. */
  readonly signal?: AbortSignal
}

/** What signing adds to one attempt. */
export interface Signature {
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
}

export interface HttpAnswer {
  readonly status: number
  /** After redirects, without what `sign` added. Secrets are blotted out, here and in `redirects`. */
  readonly url: string
  readonly redirects: readonly string[]
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  /** The other side's clock: the `Date` header as an ISO instant, null where missing, unreadable or from a cache (`Age`). */
  readonly date: string | null
  readonly durationMs: number
}

export interface Http {
  /**
   * Sends and returns the last answer, whatever its status, after retrying 429, 502, 503, 504, 520 to 524 and dropped
   * connections (`Retry-After` honoured and clamped to 60 s, else back-off with jitter).
   * @throws ConnectorError when there is no answer: `transient` (codes `dns`, `refused`, `unreachable`, `reset`,
   *   `timeout`), `invalid` (`bad_address`, `forbidden_address`, `redirects`), `transient` (`tls_expired`, `tls_host`,
   *   `tls_untrusted`, `tls_protocol`, `tls`), `contract` (`too_large`, `not_http`). When the run, or its own `signal`, is aborted, the signal's reason.
   */
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>
  /**
   * `send`, then a 2xx whose body is JSON of the given shape.
   * `explain` is asked whenever this would throw, and may know better.
   * @throws ConnectorError of `explain(answer)` where that gives one, else by status (401 auth, 403 permission, 404
   *   not_found, 429 rate_limit, 5xx transient, other 4xx invalid); `contract` (`not_json`, `shape`) for a 2xx that does not parse.
   */
  readonly json: <T>(
    request: HttpRequest,
    schema: z.ZodType<T>,
    explain?: (answer: HttpAnswer) => Error | undefined,
  ) => Promise<{ data: T; answer: HttpAnswer }>
  /**
   * Goes one step of the way to an address, for checks that say where the way ends; see `networkChecks`. Takes 10 s at most.
   * @throws ConnectorError as `send` does; about a certificate it tells more
   */
  readonly probe: (url: string, step: ProbeStep) => Promise<Probe>
  /**
   * Lets time pass, for systems that work on something meanwhile. Other requests of the connection go on.
   * @throws the signal's reason when the run is aborted
   */
  readonly wait: (ms: number) => Promise<void>
  /** Kept out of every error, address and report from now on, as the form's secrets are: a token that was granted. */
  readonly keepSecret: (secret: string) => void
}

/** `address`: may be asked at all · `name`: resolves · `connection`: the port answers · `tls`: the certificate is good. */
export type ProbeStep = 'address' | 'name' | 'connection' | 'tls'

export interface Probe {
  /** What the name stands for, or the one that was connected to. */
  readonly addresses: readonly string[]
  /** Only of step `tls`, over https. */
  readonly certificate: Certificate | null
}

export interface Certificate {
  readonly names: readonly string[]
  /** ISO instants. */
  readonly validFrom: string
  readonly validTo: string
}
