import type { Database } from '../db.ts'
import type { Log } from '../log.ts'
import { type OpenConnection, tellSafely } from '../records/opened.ts'
import { CancelledError, ConnectorError } from '../sdk/index.ts'
import { currentSpan, type Tracing, traceAs } from '../trace.ts'
import { lockCheckpoint, noteAftermath } from './aftermath.ts'
import { AskedCount } from './asked.ts'
import { takeCheckpoint } from './checkpoint.ts'
import { importCollections } from './collections.ts'
import { findEntity, type Run, type RunContext } from './context.ts'
import { importEntity } from './import.ts'
import { InterruptedError, judge, type Verdict, VerifiedAnewError } from './problems.ts'
import { reconcileEntity } from './reconcile.ts'
import { type IsHeld, leaveRunning, type Taken, takeRun } from './run-row.ts'
import type { RunKind, RunState } from './states.ts'

export interface ExecuteDeps {
  readonly db: Database
  readonly log: Log
  readonly now: () => Date
  readonly open: OpenConnection
  /** How often a run asks whether a person wants it to end, beside every page. Default 3,000 ms. */
  readonly cancelCheckMs?: number
  /** Absent: it is not traced. */
  readonly tracing?: Tracing | undefined
}

/** A run that this process executes. */
interface UnderWay extends Taken {
  readonly asked: AskedCount
}

/** The run waits: it is to be executed again after `afterMs`, however often that may be; when enough is enough it fails. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError'
  readonly afterMs: number

  constructor(message: string, afterMs: number) {
    super(message)
    this.afterMs = afterMs
  }
}

const work: Readonly<Record<RunKind, (context: RunContext) => Promise<void>>> = {
  incremental: importEntity,
  full: importEntity,
  from_date: importEntity,
  backfill: importEntity,
  reconcile: reconcileEntity,
}

/**
 * Executes a run that was requested, or goes on with one that was interrupted. Returns the state it is in then; null when
 * there was nothing to do, or when another process has taken it over. Without `isHeld` nobody else can have it.
 * @throws RetryLaterError when it is to be executed again later.
 */
export async function executeRun(
  deps: ExecuteDeps,
  runId: string,
  signal: AbortSignal,
  isHeld: IsHeld = async () => true,
): Promise<RunState | null> {
  const row = await takeRun(deps.db, runId, isHeld)
  if (row === null) return null
  const taken = { ...row, asked: new AskedCount() }
  const span = deps.tracing?.begin(`import ${taken.run.entity}`, { attributes: nameForTrace(taken.run) })
  return traceAs(span, () => executeTaken(deps, taken, signal))
}

async function executeTaken(deps: ExecuteDeps, taken: UnderWay, signal: AbortSignal): Promise<RunState | null> {
  const abort = new AbortController()
  const interrupt = () => abort.abort(new InterruptedError('Koppla is being stopped.'))
  if (signal.aborted) interrupt()
  else signal.addEventListener('abort', interrupt, { once: true })
  const watch = setInterval(() => void watchForCancel(deps, taken.run.id, abort), deps.cancelCheckMs ?? 3_000)
  deps.log.debug(describe(taken.run), 'a run begins')
  try {
    await runOnce(deps, taken, abort)
    return await finish(deps, taken, { state: 'succeeded', problem: null })
  } catch (error) {
    // What ended the run counts, not what the fetch under way made of its end.
    return await settle(deps, taken, abort.signal.aborted ? abort.signal.reason : error)
  } finally {
    clearInterval(watch)
    signal.removeEventListener('abort', interrupt)
    abort.abort(new InterruptedError('The run has ended.'))
  }
}

async function runOnce(
  { db, log, now, open }: ExecuteDeps,
  { run, asked }: UnderWay,
  abort: AbortController,
): Promise<void> {
  const verifiedAt = await readVerifiedAt(db, run)
  const opened = await open(run.connectionId, abort.signal, asked)
  try {
    const entity = findEntity(opened, run.entity)
    const held = await takeCheckpoint(db, run.connectionId, run.entity)
    const context = { db, log, now, run, opened, entity, source: entity.import, held, asked, abort }
    await importCollections(context)
    await work[run.kind](context)
    if (run.kind === 'incremental' && entity.import.sweepsEachTime)
      await reconcileEntity({ ...context, run: { ...run, kind: 'reconcile' } })
    abort.signal.throwIfAborted()
  } catch (failure) {
    const error = tellSafely(opened, failure)
    throw isRefusal(error) && (await readVerifiedAt(db, run)) !== verifiedAt ? new VerifiedAnewError() : error
  } finally {
    await opened.close?.()
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof ConnectorError && (error.kind === 'auth' || error.kind === 'permission')

/** Changes with every verification, and so with every new credential. */
async function readVerifiedAt({ pool }: Database, { connectionId }: Run): Promise<string | undefined> {
  const { rows } = await pool.query<{ at: string }>('SELECT verified_at::text AS at FROM connections WHERE id = $1', [
    connectionId,
  ])
  return rows[0]?.at
}

async function settle(deps: ExecuteDeps, taken: UnderWay, error: unknown): Promise<RunState | null> {
  const { run, triesBefore, pagesBefore } = taken
  const verdict = judge(error, (await hasProgressed(deps.db, run, pagesBefore)) ? 1 : triesBefore + 1)
  if (verdict.problem !== null) currentSpan()?.fail(verdict.problem.kind)
  const about = describe(run)
  if (verdict.bug) deps.log.error({ ...about, err: error }, 'a run met an error of our own')
  else deps.log.warn({ ...about, state: verdict.state, problem: verdict.problem }, 'a run did not come to its end')
  const state = await finish(deps, taken, keepConsent(run, verdict))
  if (verdict.againAfterMs !== undefined && state !== null)
    throw new RetryLaterError(verdict.problem!.message, verdict.againAfterMs)
  return state
}

const describe = ({ id: runId, connectionId, entity, kind, attempt }: Run) => ({
  runId,
  connectionId,
  entity,
  kind,
  attempt,
})

const nameForTrace = ({ id, connectionId, entity, kind, attempt }: Run) => ({
  'koppla.run.id': id,
  'koppla.connection.id': connectionId,
  'koppla.entity': entity,
  'koppla.run.kind': kind,
  'koppla.run.attempt': attempt,
})

/** A run that waits still knows how many deletions a person has consented to. */
function keepConsent({ approvedDeletions: count }: Run, verdict: Verdict): Verdict {
  const waits = verdict.state === 'waiting' && verdict.problem !== null && count > 0
  return waits ? { ...verdict, problem: { ...verdict.problem!, count } } : verdict
}

/** A failure after progress is the first in a row again. An unreachable database has not progressed. */
async function hasProgressed(db: Database, run: Run, pagesBefore: number): Promise<boolean> {
  try {
    const { rows } = await db.pool.query<{ pages: number }>('SELECT pages FROM runs WHERE id = $1', [run.id])
    return (rows[0]?.pages ?? 0) > pagesBefore
  } catch {
    return false
  }
}

/** The run's end and what it says about its connection, together. */
async function finish({ db, log }: ExecuteDeps, { run, asked }: UnderWay, verdict: Verdict): Promise<RunState | null> {
  const left = await db.transaction(async client => {
    await lockCheckpoint(client, run)
    const counts = await leaveRunning(client, run, { ...verdict, asked: asked.unwritten })
    currentSpan()?.note({ 'koppla.run.outcome': counts === null ? 'taken_over' : verdict.state, ...counts })
    if (counts === null) return null
    await noteAftermath(client, run, verdict)
    return verdict.state
  })
  log.debug({ ...describe(run), state: left }, left === null ? 'a run was taken over' : 'a run has left this process')
  return left
}

/** Beside the pages, so that a run can be ended that waits for a slow store. With its connection, its row goes too. */
async function watchForCancel({ db }: ExecuteDeps, runId: string, abort: AbortController): Promise<void> {
  try {
    const { rowCount } = await db.pool.query('SELECT FROM runs WHERE id = $1 AND cancel_requested_at IS NULL', [runId])
    if (rowCount === 0) abort.abort(new CancelledError())
  } catch {
    // The database is away; the run will notice that by itself.
  }
}
