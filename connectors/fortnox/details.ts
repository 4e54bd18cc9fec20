import { attempt, ConnectorError, eachFails, unread } from '../../src/sdk/index.ts'
import type { Client } from './client.ts'
import type { FinancialYear } from './facts.ts'
import type { Resource } from './resources.ts'
import { keyOf } from './walk.ts'
import { inYear } from './years.ts'

/** What a single record can do to the answer it is in; whatever else fails is not its doing. */
const recordsDoing = new Set([
  'server_error',
  'too_large',
  'odd_key',
  'refused_data',
  'not_fortnox',
  'shape',
  'another_record',
])
/** So many of those asked for together may be broken before it is Fortnox that is. */
const mostBroken = 5

/**
 * Each record as it is now, one question for each: Fortnox knows no other way. Those that are gone are absent. What belongs to
 * a financial year is asked for in it, and comes with it.
 */
export async function readDetails(
  client: Client,
  resource: Resource,
  keys: readonly string[],
  year?: FinancialYear,
): Promise<unknown[]> {
  let broken = 0
  const read = async (key: string): Promise<unknown[]> => {
    const answer = await readOne(client, { resource, key, year })
    if (!(answer instanceof ConnectorError)) return [year ? inYear(answer, resource, year) : answer]
    if (answer.kind === 'not_found') return []
    broken += 1
    if (broken > mostBroken) throw answer
    return [unread(year ? `${year.id}/${key}` : key, eachFails(`${answer.message} ${answer.remedy}`))]
  }
  return (await Promise.all([...new Set(keys)].map(read))).flat()
}

/** The records of rows of a list. What cannot be asked for comes as it stands there. */
export async function readListed(
  client: Client,
  resource: Resource,
  rows: readonly unknown[],
  year?: FinancialYear,
): Promise<unknown[]> {
  const keys = rows.map(row => keyOf(resource, row))
  const withoutKey = rows.filter((_, i) => keys[i] === null).map(setAside)
  return [
    ...withoutKey,
    ...(await readDetails(
      client,
      resource,
      keys.filter(key => key !== null),
      year,
    )),
  ]
}

/** A row whose number cannot be told, with the reason why it is not imported. */
export const setAside = (row: unknown) => ({ ...Object(row), koppla_unread: withoutNumber })
const withoutNumber =
  'The record stands in a list of Fortnox without its number, so that it cannot be read. Find it in Fortnox by what is shown here, and save it there again. Once it has come, dismiss this.'

interface Wanted {
  readonly resource: Resource
  readonly key: string
  readonly year: FinancialYear | undefined
}

const queryOf = ({ year }: Wanted) => year && { financialyear: year.id }

/**
 * Fortnox may fail for a while and recover between two questions: a record is only blamed for what fails again once a list
 * has answered.
 */
async function readOne(client: Client, wanted: Wanted): Promise<unknown> {
  const ask = () => attempt(askFor(client, wanted), mayBeTheRecords)
  const answer = await ask()
  if (!(answer instanceof ConnectorError) || answer.kind === 'not_found') return answer
  await client.list(wanted.resource, { ...queryOf(wanted), limit: '1' })
  return await ask()
}

const mayBeTheRecords = ({ kind, code }: ConnectorError): boolean =>
  kind === 'not_found' || recordsDoing.has(code ?? '')

/** Fortnox searches by parts of words: what comes is only taken for what was asked for where it is exactly that. */
async function askFor(client: Client, wanted: Wanted): Promise<unknown> {
  const { resource, key } = wanted
  const record = await client.read(resource, key, queryOf(wanted))
  const told = keyOf(resource, record)
  if (told === key) return record
  const message = `Fortnox was asked for ${key} of its ${resource} and gave ${told ?? 'another thing'}.`
  const remedy = 'Try again in a few minutes. If it stays, report this.'
  throw new ConnectorError('contract', message, { code: 'another_record', remedy })
}
