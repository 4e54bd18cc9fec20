import type { GraphQLError } from 'graphql'
import { flatten } from './bulk-lines.ts'
import type { BulkEnd, BulkOperation } from './bulk-operation.ts'
import { refuseBulk } from './bulk-rules.ts'
import { tookTooLong } from './garbage.ts'
import { gid, type State, show, takeId } from './state.ts'
import type { Args, Shown, Visit } from './visit.ts'

/** Reads everything that the query asks for, however much that is; the result is fetched as lines of JSON. */
export async function runBulk(visit: Visit, { query, groupObjects }: Args): Promise<Shown> {
  const { state, app } = visit
  const busy = [...state.bulk.values()].filter(one => one.appId === app.id && statusOf(state, one) === 'RUNNING')
  if (busy.length >= state.bulkAtOnce) return refused('OPERATION_IN_PROGRESS', inProgress(busy), null)
  const complaint = refuseBulk(String(query))
  if (complaint !== null) return refused('INVALID', complaint, ['query'])
  const operation: BulkOperation = {
    ...{
      id: gid('BulkOperation', takeId(state)),
      appId: app.id,
      query: String(query),
      started: state.clock.now().getTime(),
    },
    ...(await read(visit, String(query), groupObjects === true)),
    ...state.bulkFate,
  }
  state.bulk.set(operation.id, operation)
  return { bulkOperation: { ...(pollBulk(visit, operation.id) as Shown), status: 'CREATED' }, userErrors: [] }
}

async function read(visit: Visit, query: string, grouped: boolean): Promise<BulkEnd> {
  const { runInBulk } = await import('./execute.ts')
  const { data, errors: [error] = [] } = await runInBulk(visit, query)
  const lines = error ? [] : flatten(data ?? {}, grouped)
  return {
    ...{ lines, objectCount: lines.length, partial: false, fileGone: false },
    rootCount: lines.filter(line => !line.includes('"__parentId"')).length,
    ...{ outcome: error ? 'FAILED' : 'COMPLETED', errorCode: error ? errorCodeOf(error) : null },
  }
}

const errorCodeOf = ({ extensions: { code } }: GraphQLError): BulkEnd['errorCode'] =>
  code === 'ACCESS_DENIED' ? code : code === tookTooLong ? 'TIMEOUT' : 'INTERNAL_SERVER_ERROR'

const inProgress = (busy: readonly BulkOperation[]): string =>
  `A bulk query operation for this app and shop is already in progress: ${busy.map(({ id }) => id).join(', ')}.`

const refused = (code: string, message: string, field: readonly string[] | null): Shown => ({
  bulkOperation: null,
  userErrors: [{ field, code, message }],
})

const msToCancel = 1_000

function statusOf(state: State, { started, outcome, cancelled }: BulkOperation): string {
  const now = state.clock.now().getTime()
  if (cancelled !== undefined) return now < cancelled + msToCancel ? 'CANCELING' : 'CANCELED'
  return now < started + state.bulkMs ? 'RUNNING' : outcome
}

export function cancelBulk(visit: Visit, id: string): Shown {
  const { state, app } = visit
  const operation = state.bulk.get(id)
  const refuse = (message: string) => ({ bulkOperation: null, userErrors: [{ field: ['id'], message }] })
  if (operation?.appId !== app.id) return refuse('Bulk operation does not exist')
  if (statusOf(state, operation) !== 'RUNNING')
    return refuse('A bulk operation cannot be canceled when it is completed')
  operation.cancelled = state.clock.now().getTime()
  return { bulkOperation: pollBulk(visit, id), userErrors: [] }
}

/** An empty result has no address; what was cancelled has neither size nor end. */
export function pollBulk({ state, origin }: Visit, id: string): Shown | null {
  const operation = state.bulk.get(id)
  if (!operation) return null
  const { query, lines, objectCount, rootCount, errorCode, partial } = operation
  const status = statusOf(state, operation)
  const [done, failed] = ['COMPLETED', 'FAILED'].map(one => one === status)
  const runs = status === 'RUNNING' || status === 'CANCELING'
  const size = lines.reduce((all, line) => all + Buffer.byteLength(line) + 1, 0)
  const url = `${origin}/bulk-results/${id.split('/').at(-1)}.jsonl?signature=practice`
  return {
    ...{ id, status, query, type: 'QUERY', errorCode: failed ? errorCode : null },
    ...{ objectCount: String(runs ? 0 : objectCount), rootObjectCount: String(runs ? 0 : rootCount) },
    ...{ fileSize: done ? String(size) : null, url: done && lines.length > 0 ? url : null },
    partialDataUrl: failed && partial ? url : null,
    createdAt: show(operation.started),
    completedAt: done ? show(operation.started + state.bulkMs) : null,
  }
}

/** The app's own, the newest first. */
export function listBulk(visit: Visit, first: number): Shown {
  const own = [...visit.state.bulk.values()].filter(({ appId }) => appId === visit.app.id).reverse()
  return { nodes: own.slice(0, first).map(({ id }) => pollBulk(visit, id)) }
}
