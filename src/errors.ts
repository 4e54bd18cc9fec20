/** Ends the start of the program. The message is the one line the operator sees, so it says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** What can be wrong with a request, and the HTTP status that says so. */
export const problemKinds = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
} as const
export type ProblemKind = keyof typeof problemKinds

/** One input that is at fault: `path` as the caller wrote it, `message` says what is allowed. */
export interface FieldProblem {
  readonly path: string
  readonly message: string
}

export interface ProblemOptions {
  readonly fields?: readonly FieldProblem[]
  /** What to do next, in plain words. */
  readonly remedy?: string
  /** Further members of the answer (RFC 9457 allows any), such as `existingConnectionId`. */
  readonly more?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** A request that cannot be met, for reasons its sender can understand. Anything else thrown is our own fault. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly kind: ProblemKind
  readonly fields: readonly FieldProblem[]
  readonly remedy: string | undefined
  readonly more: Readonly<Record<string, unknown>>

  constructor(kind: ProblemKind, message: string, options: ProblemOptions = {}) {
    super(message, { cause: options.cause })
    this.kind = kind
    this.fields = options.fields ?? []
    this.remedy = options.remedy
    this.more = options.more ?? {}
  }

  get status(): number {
    return problemKinds[this.kind]
  }
}
