import type { FieldProblem } from '../errors.ts'

interface Issue {
  readonly keyword: string
  readonly instancePath: string
  readonly message?: string
  readonly params: {
    readonly keys?: readonly string[]
    readonly values?: readonly unknown[]
    readonly options?: readonly unknown[]
    readonly expected?: string
    readonly minimum?: number
    readonly maximum?: number
  }
}

/** What zod found, as the inputs at fault. `body` names the whole body; a part of it goes by its own path. */
export const explainIssue =
  (error: { validationContext?: string }) =>
  (found: object): FieldProblem[] => {
    const issue = found as Issue
    const path = issue.instancePath.split('/').filter(Boolean).join('.')
    if (issue.keyword === 'unrecognized_keys') {
      const { keys = [] } = issue.params
      return keys.map(key => ({ path: path === '' ? key : `${path}.${key}`, message: 'There is no such field.' }))
    }
    return [{ path: path || (error.validationContext ?? 'body'), message: inWords(issue) }]
  }

/** A schema's own words stay; zod's are said as ours are. */
function inWords({ instancePath, message = 'This is not allowed.', params }: Issue): string {
  if (/^\/?$/.test(instancePath) && /received (undefined|null)$/.test(message))
    return 'It is empty; a JSON object is needed.'
  if (message.endsWith('received undefined')) return 'This is missing; it is needed.'
  if (/^Invalid (option|discriminator)/.test(message))
    return `One of ${(params.values ?? params.options ?? []).join(', ')} is allowed.`
  if (message.startsWith('Invalid input: expected'))
    return `${kinds[params.expected ?? ''] ?? `A value of the type ${params.expected}`} is needed.`
  if (message.startsWith('Too big')) return `At most ${params.maximum} is allowed.`
  if (message.startsWith('Too small')) return `At least ${params.minimum} is needed.`
  return message
}

const kinds: Readonly<Record<string, string>> = {
  string: 'Text',
  number: 'A number',
  int: 'A whole number',
  boolean: 'true or false',
  array: 'A list',
  object: 'An object',
  record: 'An object',
}
