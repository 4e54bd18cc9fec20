import { attempt, ConnectorError, eachFails, unread } from '../../src/sdk/index.ts'
import type { Client } from './client.ts'
import type { Resource } from './resources.ts'
import { keyOf } from './walk.ts'

/** What a single record can do to the answer it is in; whatever else fails is not its doing. */
const recordsDoing = new Set(['server_error', 'too_large', 'odd_key', 'refused_data'])
/** So many of those asked for together may be broken before it is Fortnox that is. */
const mostBroken = 5

/** Each record as it is now, one question for each: Fortnox knows no other way. Those that are gone are absent. */
export async function readDetails(client: Client, resource: Resource, keys: readonly string[]): Promise<unknown[]> {
  let broken = 0
  const read = async (key: string): Promise<unknown[]> => {
    const answer = await ask(() => attempt(client.read(resource, key), mayBeAbsent))
    if (!(answer instanceof ConnectorError)) return [checkedKey(resource, key, answer)]
    if (answer.kind === 'not_found') return []
    broken += 1
    if (broken > mostBroken) throw answer
    return [unread(key, eachFails(`${answer.message} ${answer.remedy}`))]
  }
  return (await Promise.all([...new Set(keys)].map(read))).flat()
}

/** What a server fails at once, it may not fail at twice. */
async function ask<T>(read: () => Promise<T | ConnectorError>): Promise<T | ConnectorError> {
  const answer = await read()
  return answer instanceof ConnectorError && answer.code === 'server_error' ? await read() : answer
}

const mayBeAbsent = ({ kind, code }: ConnectorError): boolean => kind === 'not_found' || recordsDoing.has(code ?? '')

/** Fortnox searches by parts of words: what comes is only taken for what was asked for where it is exactly that. */
function checkedKey(resource: Resource, key: string, record: unknown): unknown {
  const told = keyOf(resource, record)
  if (told === key) return record
  throw new ConnectorError(
    'contract',
    `Fortnox was asked for ${key} of its ${resource} and gave ${told ?? 'another thing'}.`,
    {
      ...{ code: 'another_record', remedy: 'Try again in a few minutes. If it stays, report this.' },
    },
  )
}
