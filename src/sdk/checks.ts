import type { EntityName } from './canonical/index.ts'
import type { Context } from './context.ts'
import { ConnectorError } from './errors.ts'

/** A value that would put a field right: *use this address*. */
export interface Suggestion {
  readonly field: string
  readonly value: string
}

export type CheckResult<Facts = unknown> =
  | { readonly status: 'passed'; readonly detail?: string; readonly found?: Partial<Facts> }
  | {
      readonly status: 'warning' | 'failed'
      readonly diagnosis: string
      readonly remedy: string
      readonly field?: string
      readonly suggestion?: Suggestion
      readonly found?: Partial<Facts>
    }
  | { readonly status: 'skipped'; readonly because: string }

/** What a check has to work with. `found` grows from check to check; `client()` is built from what is found so far. */
export interface Session<Values, Facts, Client> {
  readonly values: Values
  readonly found: Partial<Facts>
  readonly context: Context
  readonly client: () => Client
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
  let found: Partial<Facts> = {}
  let blockedBy: string | undefined
  for (const check of options.checks) {
    const startedAt = performance.now()
    const session = { ...options, found, client: () => options.open(found) }
    const result: CheckResult<Facts> =
      blockedBy === undefined
        ? await runCheck(check, session)
        : { status: 'skipped', because: `“${blockedBy}” comes first.` }
    if ('found' in result) found = { ...found, ...result.found }
    if (result.status === 'failed' && check.blocking !== false) blockedBy = check.title
    const { id, title, entity } = check
    yield { id, title, ...(entity && { entity }), durationMs: Math.round(performance.now() - startedAt), result }
  }
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
