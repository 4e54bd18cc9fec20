import type { BulkOperation } from './bulk-operation.ts'
import { refuseBulk } from './bulk-rules.ts'
import { gid, type State, show, takeId } from './state.ts'
import type { Shown, Visit } from './visit.ts'

/** As many may be under way at once for one app and shop. */
const mostAtOnce = 5

/** Reads everything that the query asks for, however much that is; the result is fetched as lines of JSON. */
export async function runBulk(visit: Visit, query: string): Promise<Shown> {
  const { state } = visit
  const busy = [...state.bulk.values()].filter(one => statusOf(state, one) === 'RUNNING')
  if (busy.length >= mostAtOnce) return refused('OPERATION_IN_PROGRESS', inProgress(busy), null)
  const complaint = refuseBulk(query)
  if (complaint !== null) return refused('INVALID', complaint, ['query'])
  const { runInBulk } = await import('./execute.ts')
  const { data, errors = [] } = await runInBulk(visit, query)
  const lines = errors.length === 0 ? flatten(data ?? {}) : []
  const operation: BulkOperation = {
    ...{ id: gid('BulkOperation', takeId(state)), started: state.clock.now().getTime() },
    ...{ lines, rootCount: lines.filter(line => !line.includes('"__parentId"')).length },
    outcome: errors.length === 0 ? 'COMPLETED' : 'FAILED',
    errorCode: errors.length === 0 ? null : 'ACCESS_DENIED',
  }
  state.bulk.set(operation.id, operation)
  return { bulkOperation: { ...(pollBulk(visit, operation.id) as Shown), status: 'CREATED' }, userErrors: [] }
}

const inProgress = (busy: readonly BulkOperation[]): string =>
  `A bulk query operation for this app and shop is already in progress: ${busy.map(({ id }) => id).join(', ')}.`

const refused = (code: string, message: string, field: readonly string[] | null): Shown => ({
  bulkOperation: null,
  userErrors: [{ field, code, message }],
})

function statusOf(state: State, { started, outcome }: BulkOperation): string {
  return state.clock.now().getTime() < started + state.bulkMs ? 'RUNNING' : outcome
}

/** An empty result has no address; what was cancelled has neither size nor end. */
export function pollBulk({ state, origin }: Visit, id: string): Shown | null {
  const operation = state.bulk.get(id)
  if (!operation) return null
  const status = statusOf(state, operation)
  const done = status === 'COMPLETED'
  const size = operation.lines.reduce((all, line) => all + Buffer.byteLength(line) + 1, 0)
  return {
    ...{ id, status, type: 'QUERY', errorCode: status === 'FAILED' ? operation.errorCode : null, partialDataUrl: null },
    objectCount: String(status === 'RUNNING' ? 0 : operation.lines.length),
    rootObjectCount: String(status === 'RUNNING' ? 0 : operation.rootCount),
    fileSize: done ? String(size) : null,
    url: done && operation.lines.length > 0 ? `${origin}/bulk-results/${id.split('/').at(-1)}.jsonl` : null,
    createdAt: show(operation.started),
    completedAt: done ? show(operation.started + state.bulkMs) : null,
  }
}

type Node = Readonly<Record<string, unknown>>

/** One line for every object; those of a nested connection name their parent, and come in no promised order. */
function flatten(data: Node): readonly string[] {
  const [roots, children]: [Node[], Node[]] = [[], []]
  for (const connection of Object.values(data)) for (const node of nodesOf(connection) ?? []) spread(node, null)
  return [...roots, ...children].map(line => JSON.stringify(line))

  function spread(node: Node, parent: unknown): void {
    const own: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(node)) {
      const nested = nodesOf(value)
      if (nested === null) own[name] = value
      else for (const child of nested) spread(child, node['id'])
    }
    if (parent === null) roots.push(own)
    else children.unshift({ ...own, __parentId: parent })
  }
}

function nodesOf(value: unknown): readonly Node[] | null {
  const edges = typeof value === 'object' && value !== null && 'edges' in value ? value.edges : null
  return Array.isArray(edges) ? edges.map(({ node }: { node: Node }) => node) : null
}
