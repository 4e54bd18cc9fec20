import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

export type Variables = Readonly<Record<string, unknown>>

/** Values rather than objects: they cost nothing. */
const free = new Set(['MoneyBag', 'MoneyV2', 'MailingAddress', 'Weight', 'InventoryItemMeasurement'])
const MUTATION = 10

/** The nth row of a connection costs less than the first: `first: 50` weighs 7, `first: 250` 11. */
export const weightOf = (first: number): number => (first <= 1 ? first : Math.floor(2 * Math.log(first)))

interface Costing {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Variables
  /** How many rows of the list at the top there really were. */
  readonly rows: number | undefined
}

/** Points asked for in advance: fitted to recorded requests, as Shopify publishes no formula. */
export function requestedCost(schema: GraphQLSchema, document: DocumentNode, variables: Variables, rows?: number) {
  const operation = document.definitions.find(one => one.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode
  const fragments = new Map(
    document.definitions.flatMap(one => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  )
  const root = schema.getRootType(operation.operation)
  if (!root) return 0
  const costing = { schema, fragments, variables, rows }
  const all = costOf(costing, operation.selectionSet, root)
  return operation.operation === 'mutation' ? MUTATION : all
}

function costOf(costing: Costing, { selections }: SelectionSetNode, type: GraphQLCompositeType): number {
  let cost = 0
  for (const one of selections) {
    if (one.kind === Kind.FIELD) cost += costOfField(costing, one, type)
    else {
      const fragment = one.kind === Kind.FRAGMENT_SPREAD ? costing.fragments.get(one.name.value) : one
      const named = fragment?.typeCondition && costing.schema.getType(fragment.typeCondition.name.value)
      if (fragment) cost += costOf(costing, fragment.selectionSet, isCompositeType(named) ? named : type)
    }
  }
  return cost
}

function costOfField(costing: Costing, field: FieldNode, parent: GraphQLCompositeType): number {
  if (!field.selectionSet || isUnionType(parent)) return 0
  const declared = parent.getFields()[field.name.value]
  if (!declared) return 0
  const type = getNamedType(declared.type) as GraphQLNamedType
  if (isLeafType(type) || !isCompositeType(type)) return 0
  if (type.name === 'PageInfo') return 0
  if (type.name.endsWith('Connection')) return costOfConnection(costing, field, type)
  const own = isUnionType(type) || free.has(type.name) ? 0 : 1
  return own + costOf(costing, field.selectionSet, type)
}

function costOfConnection(at: Costing, field: FieldNode, type: GraphQLCompositeType): number {
  const weight = weightOf(at.rows ?? Number(argumentOf(at, field, 'first') ?? 0))
  const costing = { ...at, rows: undefined }
  return (field.selectionSet?.selections ?? []).reduce(
    (cost, row) => (row.kind === Kind.FIELD ? cost + weight * costOfRow(costing, row, type) : cost),
    2,
  )
}

/** A row costs one whatever it is: `nodes { … }`, or `edges { node { … } }` where the edge itself is free. */
function costOfRow(costing: Costing, { name, selectionSet }: FieldNode, type: GraphQLCompositeType): number {
  if (!selectionSet || !(isObjectType(type) || isInterfaceType(type))) return 0
  const rows = getNamedType(type.getFields()[name.value]?.type)
  if (!isCompositeType(rows)) return 0
  if (name.value === 'nodes') return 1 + costOf(costing, selectionSet, rows)
  const node = selectionSet.selections.find(one => one.kind === Kind.FIELD && one.name.value === 'node')
  return name.value === 'edges' && node?.kind === Kind.FIELD ? costOfRow(costing, { ...node, name: nodes }, type) : 0
}

const nodes: NameNode = { kind: Kind.NAME, value: 'nodes' }

function argumentOf({ variables }: Costing, field: FieldNode, name: string): unknown {
  const value = field.arguments?.find(one => one.name.value === name)?.value
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value]
  return value?.kind === Kind.INT ? Number(value.value) : undefined
}
