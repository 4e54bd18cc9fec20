import type { EntityName } from './canonical/index.ts'
import type { Context } from './context.ts'
import { ConnectorError } from './errors.ts'

/** A value that would put a field right: *use this address*. */
export interface Suggestion {
  readonly field: string
  readonly value: string
}

/** The parts that the store has, for a field that takes such. */
export interface Offer {
  readonly field: string
  readonly parts: readonly Part[]
}

export interface Part {
  /** As the field takes it. */
  readonly value: string
  /** As the store calls it. */
  readonly name: string
}

export type CheckResult<Facts = unknown> =
  | { readonly status: 'passed'; readonly detail?: string; readonly found?: Partial<Facts>; readonly offers?: Offer }
  | {
      readonly status: 'warning' | 'failed'
      /** What is known all the same. */
      readonly detail?: string
      readonly diagnosis: string
      readonly remedy: string
      readonly field?: string
      readonly suggestion?: Suggestion
      readonly found?: Partial<Facts>
      readonly offers?: Offer
    }
  | { readonly status: 'skipped'; readonly because: string }

/** What a check has to work with. `found` grows from check to check; `client()` is built from what is found so far. */
export interface Session<Values, Facts, Client> {
  readonly values: Values
  readonly found: Partial<Facts>
  readonly context: Context
  readonly client: () => Client
  /** Asks when `key` comes up for the first time in this run of the checks; from then on the same answer is given. */
  readonly once: <T>(key: string, ask: () => Promise<T>) => Promise<T>
}

/** One question asked of the external system before a connection may be saved. */
export interface Check<Values, Facts, Client> {
  /** Stable and dotted. In order: `reachable…`, `credentials…`, `permission…`, `entity.<name>`, `facts…`. */
  readonly id: string
  /** What is true when it passes: *The shop answers*. */
  readonly title: string
  /** When a blocking check fails, the later ones are skipped. Default true. */
  readonly blocking?: boolean
  /** The form field to point at when `run` throws. */
  readonly field?: string
  /** Set where the check decides whether an entity can be read. Not passed: its schedule cannot be activated. */
  readonly entity?: EntityName
  /** Neighbours of the same name run side by side, on what was found before them. Their reports keep the order. */
  readonly together?: string
  readonly run: (session: Session<Values, Facts, Client>) => Promise<CheckResult<Facts>>
}

export interface CheckReport<Facts = unknown> {
  readonly id: string
  readonly title: string
  readonly entity?: EntityName
  readonly durationMs: number
  readonly result: CheckResult<Facts>
}

export interface RunChecks<Values, Facts, Client> {
  readonly checks: ReadonlyArray<Check<Values, Facts, Client>>
  readonly values: Values
  readonly context: Context
  readonly open: (found: Partial<Facts>) => Client
}

/** Runs the checks in order and yields each report as it is known, so that a form can show progress. */
export async function* runChecks<Values, Facts, Client>(
  options: RunChecks<Values, Facts, Client>,
): AsyncGenerator<CheckReport<Facts>> {
  const once = createMemory()
  let found: Partial<Facts> = {}
  let blockedBy: string | undefined
  for (const group of groupNeighbours(options.checks)) {
    const before = found
    const session = { ...options, found: before, once, client: () => options.open(before) }
    const started = blockedBy === undefined ? group.map(check => start(check, session)) : []
    for (const [at, { id, title, entity, blocking }] of group.entries()) {
      const running = blockedBy === undefined ? started[at] : undefined
      const { result, durationMs } = running ? await running : { result: skippedAfter(blockedBy), durationMs: 0 }
      if ('found' in result) found = { ...found, ...result.found }
      if (result.status === 'failed' && blocking !== false) blockedBy = title
      yield { id, title, ...(entity && { entity }), durationMs, result }
    }
  }
}

type Memory = Session<unknown, unknown, unknown>['once']

function createMemory(): Memory {
  const known = new Map<string, Promise<unknown>>()
  return <T>(key: string, ask: () => Promise<T>) => {
    const answer = (known.get(key) as Promise<T> | undefined) ?? ask()
    known.set(key, answer)
    return answer
  }
}

function groupNeighbours<T extends { readonly together?: string }>(checks: readonly T[]): T[][] {
  const groups: T[][] = []
  for (const check of checks) {
    const last = groups.at(-1)
    if (check.together !== undefined && check.together === last?.[0]?.together) last.push(check)
    else groups.push([check])
  }
  return groups
}

const skippedAfter = (title: string | undefined) => ({ status: 'skipped', because: `“${title}” comes first.` }) as const

interface Ended<Facts> {
  readonly result: CheckResult<Facts>
  readonly durationMs: number
}

function start<Values, Facts, Client>(
  check: Check<Values, Facts, Client>,
  session: Session<Values, Facts, Client>,
): Promise<Ended<Facts>> {
  const startedAt = performance.now()
  const ended = runCheck(check, session).then(result => ({
    result,
    durationMs: Math.round(performance.now() - startedAt),
  }))
  // One that nobody waits for any more, because a neighbour failed or the person left, must not end the process.
  ended.catch(() => {})
  return ended
}

async function runCheck<Values, Facts, Client>(
  check: Check<Values, Facts, Client>,
  session: Session<Values, Facts, Client>,
): Promise<CheckResult<Facts>> {
  try {
    return await check.run(session)
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    const field = error.field ?? check.field
    return { status: 'failed', diagnosis: error.message, remedy: error.remedy, ...(field !== undefined && { field }) }
  }
}
