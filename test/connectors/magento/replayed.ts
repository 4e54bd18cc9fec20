import { readFileSync } from 'node:fs'

/** One request to a running Magento 2.4.8-p1, and what it answered. */
export interface Replayed {
  readonly about?: string
  readonly request: { readonly method: string; readonly url: string; readonly body?: unknown }
  readonly status: number
  readonly body: unknown
}

export const readFixture = <T = Replayed>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../fixtures/magento/${name}.json`, import.meta.url), 'utf8')) as T

/** Every path of a set of values, and every JSON type seen there. */
export function shapeOf(values: readonly unknown[]): Map<string, Set<string>> {
  const seen = new Map<string, Set<string>>()
  const walk = (path: string, value: unknown): void => {
    const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
    seen.set(path, (seen.get(path) ?? new Set()).add(type))
    if (Array.isArray(value)) for (const one of value) walk(`${path}[]`, one)
    else if (type === 'object')
      for (const [key, one] of Object.entries(value as object)) walk(path === '' ? key : `${path}.${key}`, one)
  }
  for (const value of values) walk('', value)
  return seen
}
