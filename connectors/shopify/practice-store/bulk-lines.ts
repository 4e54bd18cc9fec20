type Node = Readonly<Record<string, unknown>>

/**
 * One line for every object; those of a nested connection name their parent. Grouped they come right behind it, else in no
 * promised order.
 */
export function flatten(data: Node, grouped: boolean): readonly string[] {
  const lines = Object.values(data).flatMap(connection => (nodesOf(connection) ?? []).flatMap(node => spread(node)))
  const isRoot = (line: Node) => line['__parentId'] === undefined
  const ordered = grouped ? lines : [...lines.filter(isRoot), ...lines.filter(one => !isRoot(one)).reverse()]
  return ordered.map(line => JSON.stringify(line))
}

/** The object without its connections, and then what is in those. */
function spread(node: Node, parent?: unknown): readonly Node[] {
  const nested = Object.values(node).flatMap(value => nodesOf(value) ?? [])
  const own = Object.entries(node).filter(([, value]) => nodesOf(value) === null)
  const line = { ...Object.fromEntries(own), ...(parent !== undefined && { __parentId: parent }) }
  return [line, ...nested.flatMap(child => spread(child, node['id']))]
}

function nodesOf(value: unknown): readonly Node[] | null {
  const edges = typeof value === 'object' && value !== null && 'edges' in value ? value.edges : null
  return Array.isArray(edges) ? edges.map(({ node }: { node: Node }) => node) : null
}
