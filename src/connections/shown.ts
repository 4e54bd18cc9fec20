import type { AnyConnector } from '../sdk/index.ts'

export type Credential = Readonly<Record<string, string>>

/** What may be shown of a credential: plain fields whole, secret ones by their ending. */
export function showCredential({ fields }: Pick<AnyConnector, 'fields'>, credential: Credential): Credential {
  return Object.fromEntries(
    Object.entries(credential).map(([name, value]) => [name, fields[name]?.secret === false ? value : ending(value)]),
  )
}

/** At most seven characters and never more than a quarter: `…a69dab1`. */
export function ending(secret: string): string {
  const shown = Math.min(7, Math.floor(secret.length / 4))
  return shown === 0 ? '…' : `…${secret.slice(-shown)}`
}

/** The values that must stay out of every log, error and report. */
export const secretsOf = ({ fields }: Pick<AnyConnector, 'fields'>, credential: Credential): string[] =>
  Object.entries(credential).flatMap(([name, value]) => (fields[name]?.secret === false ? [] : [value]))
