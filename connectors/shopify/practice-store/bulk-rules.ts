import {
  type FieldNode,
  GraphQLError,
  getNamedType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { adminSchema } from './schema.ts'

/** What a bulk query may not be, in the words that were recorded; null: it may be run. */
export function refuseBulk(query: string): string | null {
  try {
    const document = parse(query)
    const [error] = validate(adminSchema(), document)
    if (error) return error.message
    const [operation] = document.definitions
    if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.operation !== 'query')
      return 'Invalid bulk query: must be a query.'
    return complain(query)
  } catch (error) {
    if (error instanceof GraphQLError) return `Invalid bulk query: ${error.message}`
    throw error
  }
}

interface Seen {
  connections: number
  depth: number
  deepest: number
  complaint: string | null
}

function complain(query: string): string | null {
  const info = new TypeInfo(adminSchema())
  const seen: Seen = { connections: 0, depth: 0, deepest: 0, complaint: null }
  let lists = 0
  const isList = () => isListType(nullable(info.getType()))
  const isConnection = () => getNamedType(info.getType())?.name.endsWith('Connection') === true
  visit(
    parse(query),
    visitWithTypeInfo(info, {
      Field: {
        enter(field) {
          if (isConnection()) enterConnection(seen, field, lists > 0)
          else if (isList() && field.selectionSet && field.name.value !== 'edges') lists++
          const parent = info.getParentType()
          const inConnection = (isObjectType(parent) || isInterfaceType(parent)) && parent.name.endsWith('Connection')
          if (inConnection && field.name.value === 'nodes') seen.complaint ??= "Selecting via 'nodes' is not supported."
        },
        leave(field) {
          if (isConnection()) seen.depth--
          else if (isList() && field.selectionSet && field.name.value !== 'edges') lists--
        },
      },
    }),
  )
  if (seen.complaint !== null) return seen.complaint
  if (seen.connections === 0) return 'Bulk queries must contain at least one connection.'
  if (seen.connections > 5) return 'Bulk queries cannot contain more than 5 connections.'
  // The list at the top is not nested itself.
  return seen.deepest > 3 ? 'Bulk queries cannot contain connections with a nesting depth greater than 2.' : null
}

type Typed = ReturnType<TypeInfo['getType']>
const nullable = (type: Typed): Typed =>
  (type && 'ofType' in type && String(type).endsWith('!') ? type.ofType : type) as Typed

function enterConnection(seen: Seen, field: FieldNode, insideList: boolean): void {
  seen.connections++
  seen.depth++
  seen.deepest = Math.max(seen.deepest, seen.depth)
  if (insideList)
    seen.complaint ??= 'Queries that contain a connection field within a list field are not currently supported.'
  if (holdsConnection(field) && !selectsId(field))
    seen.complaint ??= "The parent 'node' field for a nested connection must select the 'id' field without an alias."
}

const fieldsOf = (field: FieldNode): readonly FieldNode[] =>
  field.selectionSet?.selections.flatMap(one => (one.kind === Kind.FIELD ? [one] : [])) ?? []

const nodesIn = (field: FieldNode): readonly FieldNode[] =>
  fieldsOf(field)
    .filter(one => one.name.value === 'edges')
    .flatMap(fieldsOf)
    .filter(one => one.name.value === 'node')
    .flatMap(fieldsOf)

const holdsConnection = (field: FieldNode): boolean =>
  nodesIn(field).some(one => fieldsOf(one).some(({ name }) => name.value === 'edges'))

const selectsId = (field: FieldNode): boolean =>
  nodesIn(field).some(({ name, alias }) => name.value === 'id' && alias === undefined)
