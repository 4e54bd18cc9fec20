import { isLost } from '../db.ts'
import { redactSecrets } from '../log.ts'
import { CancelledError, ConnectorError } from '../sdk/index.ts'
import { BrakeError } from './brake.ts'
import { SupersededError } from './checkpoint.ts'
import type { RunState } from './states.ts'

/** What went wrong, why, and what to do next: for the person who reads the run. */
export interface RunProblem {
  readonly kind: string
  readonly message: string
  readonly remedy: string
  /** Which failure in a row it is, of those that are tried again. */
  readonly tries?: number
  /** How many records wait for a person's consent to be marked deleted. */
  readonly count?: number
  /** Of how many. */
  readonly all?: number
  /** External ids of some of them. */
  readonly sample?: readonly string[]
}

/** Koppla is being stopped, or another process is to go on with the run. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError'
}

/** The store refused a credential that is not in use any more, or that verification has found another way for. */
export class VerifiedAnewError extends Error {
  override readonly name = 'VerifiedAnewError'
}

/** How a run goes on after an error. */
export interface Verdict {
  readonly state: RunState
  readonly problem: RunProblem | null
  /** It is to be executed again, after so long. */
  readonly againAfterMs?: number
  /** Our own mistake: to be logged with its stack. */
  readonly bug?: true
}

/** A failure that repeats itself so often without one page in between ends the run. */
export const mostTries = 8

/** `tries`: how many failures in a row this one makes. */
export function judge(error: unknown, tries: number): Verdict {
  if (error instanceof CancelledError) return { state: 'cancelled', problem: null }
  if (error instanceof InterruptedError) return { state: 'waiting', problem: interrupted, againAfterMs: 0 }
  if (error instanceof VerifiedAnewError) return { state: 'waiting', problem: verifiedAnew, againAfterMs: 0 }
  if (error instanceof BrakeError) return { state: 'needs_approval', problem: explainBrake(error) }
  if (error instanceof SupersededError)
    return {
      state: 'failed',
      problem: { kind: 'superseded', message: error.message, remedy: 'Look at the run that took over.' },
    }
  if (error instanceof ConnectorError) return judgeConnector(error, tries)
  if (isLost(error)) return tryAgain({ kind: 'database', ...databaseWords }, tries)
  if (isContended(error)) return tryAgain({ kind: 'database', ...contendedWords }, tries)
  return { state: 'failed', problem: explainBug(error), bug: true }
}

/** Two transactions stood in each other's way, and this one had to give. */
function isContended(error: unknown): boolean {
  return /^40/.test(String((error as { code?: unknown } | null)?.code ?? ''))
}

const interrupted: RunProblem = {
  kind: 'interrupted',
  message: 'Koppla was stopped while this run was reading.',
  remedy: 'Nothing to do: it goes on where it stopped as soon as Koppla runs again.',
}

const verifiedAnew: RunProblem = {
  kind: 'interrupted',
  message: 'The connection was verified anew, or got another credential, while this run was reading with the former.',
  remedy: 'Nothing to do: it goes on at once where it stopped.',
}

const databaseWords = {
  message: 'The database could not be reached, or its disk is full.',
  remedy: 'Look at the database and its disk. The run goes on where it stopped.',
}

const contendedWords = {
  message: 'Something else was writing the same records.',
  remedy: 'Nothing to do: the run goes on where it stopped.',
}

function judgeConnector(error: ConnectorError, tries: number): Verdict {
  const problem = { kind: error.kind, message: error.message, remedy: error.remedy }
  const passes = error.kind === 'transient' || error.kind === 'rate_limit'
  return passes ? tryAgain(problem, tries, error.retryAfterMs) : { state: 'failed', problem }
}

function tryAgain(problem: RunProblem, tries: number, retryAfterMs?: number): Verdict {
  if (tries >= mostTries) return { state: 'failed', problem: { ...problem, tries } }
  return { state: 'waiting', problem: { ...problem, tries }, againAfterMs: waitMs(tries, retryAfterMs) }
}

const firstWaitMs = 15_000
const longestWaitMs = 15 * 60_000
const longestAskedMs = 60 * 60_000

/** What the store asked for, within reason; else longer each time, with jitter so that stores are not all asked at once. */
function waitMs(tries: number, retryAfterMs: number | undefined): number {
  if (retryAfterMs !== undefined) return Math.min(Math.max(retryAfterMs, 1_000), longestAskedMs)
  return Math.round(Math.min(firstWaitMs * 2 ** (tries - 1), longestWaitMs) * (0.5 + Math.random() / 2))
}

function explainBrake({ message, question }: BrakeError): RunProblem {
  const { missing: count, all, sample } = question
  const remedy =
    'Look at the store. If these records are really gone, approve the deletion. If they are to stay as they are, discard the run and keep them; if the store is to be put right first, cancel this run.'
  return { kind: 'approval', message, remedy, count, all, sample }
}

function explainBug(error: unknown): RunProblem {
  const told = redactSecrets(error instanceof Error ? error.message : String(error)).slice(0, 500)
  return {
    kind: 'bug',
    message: `Koppla itself failed: ${told}`,
    remedy: 'What was read before is stored. Please report this with the log of this moment; the next run tries again.',
  }
}
