import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  Kind,
  parse,
  validate,
} from 'graphql'
import { refuseField } from './access.ts'
import { giveBack, takePoints, throttleStatus } from './bucket.ts'
import { requestedCost, type Variables } from './cost.ts'
import { spoilField } from './garbage.ts'
import { mutationRoot, queryRoot } from './roots.ts'
import { adminSchema } from './schema.ts'
import { fail, type Visit } from './visit.ts'

const mostPoints = 1_000

export interface GraphqlBody {
  readonly data?: unknown
  readonly errors?: readonly unknown[]
  readonly extensions?: object
}

interface Read {
  readonly document: DocumentNode
  readonly complaints: readonly GraphQLError[]
}

/** One request to `graphql.json`: understood, priced, let through, answered. */
export async function answerQuery(visit: Visit, query: string, variables: Variables): Promise<GraphqlBody> {
  const read = readDocument(query)
  if (read instanceof GraphQLError || read.complaints.length > 0)
    return { errors: (read instanceof GraphQLError ? [read] : read.complaints).map(tellMistake) }
  const cost = requestedCost(adminSchema(), read.document, variables)
  if (cost > mostPoints) return tooCostly(cost)
  if (!takePoints(visit.state, visit.app, cost)) return throttled(visit, cost)
  const result = await run(visit, read.document, variables)
  const used = usedCost({ document: read.document, variables, requested: cost }, result)
  giveBack(visit.state, visit.app, cost - used)
  const extensions = {
    cost: { requestedQueryCost: cost, actualQueryCost: used, throttleStatus: throttleStatus(visit.state, visit.app) },
    ...(visit.searches.length > 0 && { search: visit.searches }),
  }
  return {
    ...(result.data !== undefined && { data: result.data }),
    ...(result.errors && { errors: result.errors.map(tellError) }),
    extensions,
  }
}

const known = new Map<string, Read>()

function readDocument(query: string): Read | GraphQLError {
  const before = known.get(query)
  if (before) return before
  try {
    const document = parse(query)
    const read = { document, complaints: validate(adminSchema(), document) }
    if (known.size > 200) known.clear()
    known.set(query, read)
    return read
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

const run = async (visit: Visit, document: DocumentNode, variableValues: Variables): Promise<ExecutionResult> =>
  execute({
    ...{ schema: adminSchema(), document, variableValues, contextValue: visit, fieldResolver: resolveField },
    rootValue: isMutation(document) ? mutationRoot : queryRoot,
    typeResolver: value => (value as { __typename?: string }).__typename,
  })

/** The query of a bulk operation: whole connections, at no cost. */
export const runInBulk = (visit: Visit, query: string): Promise<ExecutionResult<Record<string, never>>> =>
  run({ ...visit, bulk: true }, parse(query), {}) as Promise<ExecutionResult<Record<string, never>>>

const isMutation = ({ definitions }: DocumentNode): boolean =>
  definitions.some(one => one.kind === Kind.OPERATION_DEFINITION && one.operation === 'mutation')

/** A field that this store was never taught fails for all to see, and is not taken for one that is empty. */
const resolveField: GraphQLFieldResolver<unknown, Visit> = (
  source,
  args,
  visit,
  { parentType, fieldName, returnType },
) => {
  const refusal = refuseField(visit.app, parentType.name, fieldName)
  if (refusal) throw refusal
  const value = (source as Readonly<Record<string, unknown>>)[fieldName]
  if (value === undefined)
    throw fail('INTERNAL_SERVER_ERROR', `The practice store does not know ${parentType.name}.${fieldName}.`)
  const told: unknown = typeof value === 'function' ? value(args, visit) : value
  return spoilField(visit.state, source, { name: fieldName, type: returnType }, told)
}

/** What was found costs less than what might have been: of each list at the top, its real length counts. */
function usedCost({ document, variables, requested }: Asked, { data }: ExecutionResult): number {
  if (data == null) return Math.min(requested, 1)
  const [only, ...others] = Object.values(data) as readonly (Partial<Record<'nodes' | 'edges', unknown>> | null)[]
  const rows = only?.nodes ?? only?.edges
  if (others.length > 0 || !Array.isArray(rows)) return requested
  return Math.min(requested, requestedCost(adminSchema(), document, variables, rows.length))
}

interface Asked {
  readonly document: DocumentNode
  readonly variables: Variables
  readonly requested: number
}

const tellError = ({ message, path, extensions }: GraphQLError) =>
  extensions['code'] === undefined
    ? { message, ...(path && { path }), extensions: { code: codeOf(message) } }
    : { message, ...(path && { path }), extensions }

const codeOf = (message: string): string => (/^Variable "/.test(message) ? 'INVALID_VARIABLE' : 'INTERNAL_SERVER_ERROR')

const tellMistake = ({ message, locations }: GraphQLError) => ({
  ...{ message, locations },
  extensions: { code: /^Cannot query field/.test(message) ? 'undefinedField' : 'argumentLiteralsIncompatible' },
})

const tooCostly = (cost: number): GraphqlBody => ({
  errors: [
    {
      message: `Query cost is ${cost}, which exceeds the single query max cost limit (${mostPoints}).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\ncost of a query is calculated.`,
      extensions: {
        code: 'MAX_COST_EXCEEDED',
        cost,
        maxCost: mostPoints,
        documentation: 'https://shopify.dev/api/usage/rate-limits',
      },
    },
  ],
})

const throttled = ({ state, app }: Visit, requestedQueryCost: number): GraphqlBody => ({
  errors: [
    {
      message: 'Throttled',
      extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
    },
  ],
  extensions: { cost: { requestedQueryCost, actualQueryCost: null, throttleStatus: throttleStatus(state, app) } },
})
