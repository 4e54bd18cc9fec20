import { z } from 'zod'
import type { EntityName, Registry } from '../../sdk/index.ts'
import { Instant } from './common.ts'

/** The answer went through its connector's own schema; the document shows those there are. */
export function lookupAnswer(registry: Registry, entity: EntityName) {
  const anyOf = [...registry.values()].flatMap(({ name: system, entities }) =>
    entities
      .filter(({ name }) => name === entity)
      .flatMap(({ lookups = {} }) => Object.entries(lookups))
      .map(([lookup, { output, label }]) => ({
        title: `${lookup} (${system})`,
        description: label,
        ...toJson(output),
      })),
  )
  const description = anyOf.length === 0 ? 'No system has a lookup for them.' : 'By the name of the lookup.'
  return z.object({ askedAt: Instant, answer: z.unknown().meta({ description, ...(anyOf.length > 0 && { anyOf }) }) })
}

function toJson(output: z.ZodType): object {
  const { $schema, ...schema } = z.toJSONSchema(output, { unrepresentable: 'any' })
  return schema
}
