import { type FieldProblem, Problem } from '../errors.ts'
import { type AnyConnector, type Field, isAsked, isLeft, type Registry } from '../sdk/index.ts'

/** The values of a connector's fields. */
export type Credential = Readonly<Record<string, string>>

/** @throws Problem invalid: no such system. */
export function findConnector(registry: Registry, system: string): AnyConnector {
  const connector = registry.get(system)
  if (connector !== undefined) return connector
  const message = `There is no such system. Allowed: ${[...registry.keys()].join(', ')}.`
  throw new Problem('invalid', message, { fields: [{ path: 'externalSystem', message }] })
}

/**
 * Exactly the connector's fields that its other values ask for, each in the form that its schema gives it. What the operator
 * lends is not in it.
 * @throws Problem invalid: names every field that is missing, unknown or not allowed.
 */
export function parseCredential(
  { name, fields }: Pick<AnyConnector, 'name' | 'fields'>,
  given: Readonly<Record<string, unknown>>,
): Credential {
  const problems: FieldProblem[] = Object.keys(given)
    .filter(key => !Object.hasOwn(fields, key))
    .map(key => fault(key, `${name} has no such field. Allowed: ${Object.keys(fields).join(', ')}.`))
  const credential: Record<string, string> = {}
  for (const [key, field] of Object.entries<AnyConnector['fields'][string]>(fields)) {
    if (!isAsked(field, fields, given) || isLeft(key, fields, given)) continue
    const read = readField(field, Object.hasOwn(given, key) ? given[key] : field.initial)
    if (typeof read === 'string') credential[key] = read
    else problems.push(...read.refused.map(message => fault(key, message)))
  }
  if (problems.length === 0) return credential
  const words = problems.map(({ path, message }) => `${path}: ${message}`).join(' ')
  throw new Problem('invalid', words, { fields: problems })
}

function readField({ label, schema }: Field, value: unknown): string | { readonly refused: readonly string[] } {
  if (value === undefined) return { refused: [`${label} is missing; it is needed.`] }
  if (typeof value !== 'string') return { refused: [`${label} must be text; ${kindOf(value)} was given.`] }
  const parsed = schema.safeParse(value)
  if (parsed.success) return String(parsed.data)
  return { refused: parsed.error.issues.map(({ message }) => `${label}: ${message}`) }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

const fault = (key: string, message: string): FieldProblem => ({ path: `credential.${key}`, message })

/** What may be shown of a credential: plain fields whole, secret ones by their ending. */
export function showCredential({ fields }: Pick<AnyConnector, 'fields'>, credential: Credential): Credential {
  return Object.fromEntries(
    Object.entries(credential).map(([key, value]) => [key, fields[key]?.secret === false ? value : ending(value)]),
  )
}

/** At most seven characters and never more than a quarter: `…a69dab1`. */
export function ending(secret: string): string {
  const shown = Math.min(7, Math.floor(secret.length / 4))
  return shown === 0 ? '…' : `…${secret.slice(-shown)}`
}

/** The values that must stay out of every log, error and report. */
export const secretsOf = ({ fields }: Pick<AnyConnector, 'fields'>, credential: Credential): string[] =>
  Object.entries(credential).flatMap(([key, value]) => (fields[key]?.secret === false ? [] : [value]))
