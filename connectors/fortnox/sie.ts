import { attempt, ConnectorError, readSie, type SieBroken, type SieRead } from '../../src/sdk/index.ts'
import type { Client } from './client.ts'
import type { FinancialYear } from './facts.ts'

/** Why a file cannot be had, though the list may: what else fails is not its doing. */
const filesDoing = new Set(['server_error', 'too_large', 'refused_data', 'gone', 'not_fortnox'])

/** A year’s file, entry by entry; or why Fortnox does not give it. */
export async function askSie(
  client: Client,
  type: 1 | 4,
  year: FinancialYear,
): Promise<AsyncIterable<SieRead> | ConnectorError> {
  const ask = () => attempt(client.readSie(type, year.id), ({ code }) => filesDoing.has(code ?? ''))
  const first = await ask()
  const text = first instanceof ConnectorError && first.code === 'server_error' ? await ask() : first
  return text instanceof ConnectorError ? text : readSie([text])
}

/** What stands behind a line that cannot be read is not known to be whole. */
export const brokenFile = ({ why }: SieBroken): ConnectorError =>
  new ConnectorError('contract', why, { code: 'broken_file', remedy: 'Report this with the file.' })

/** What the reader of the run should know. */
export const tellLacking = ({ from, to }: FinancialYear, { message }: ConnectorError, lacking: string): string =>
  `Fortnox does not give its SIE file of ${from} to ${to}, so ${lacking}. ${message}`
