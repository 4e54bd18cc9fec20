import { type Opening, openConnection } from '../connections/open.ts'
import { Problem } from '../errors.ts'
import { type DetailName, type Origin, readOrigin } from '../records/detail.ts'
import { type OpenedConnection, tellSafely } from '../records/opened.ts'
import { ConnectorError, type Lookup } from '../sdk/index.ts'

export interface LookupContext extends Opening {
  /** The wait for a turn at the store included. Default 15,000. */
  readonly lookupTimeLimitMs?: number
}

export interface LookupRequest {
  readonly entity: DetailName
  /** Our id of the record. */
  readonly id: string
  readonly name: string
  /** Aborted when whoever asked has left. */
  readonly signal: AbortSignal
}

/**
 * Asks the store now, at the pace of its connection, and stores nothing.
 * @throws Problem not_found: no such record, here or in the store, or no such lookup (`lookups` tells those there are);
 *   unavailable when the time is up. ConnectorError when the store fails otherwise
 */
export async function runLookup(context: LookupContext, request: LookupRequest): Promise<unknown> {
  const origin = await readOrigin(context.db.pool, request.entity, request.id)
  if (origin === null) throw new Problem('not_found', `There is no such record among the ${request.entity}.`)
  const timeUp = AbortSignal.timeout(context.lookupTimeLimitMs ?? 15_000)
  const signal = AbortSignal.any([request.signal, timeUp])
  const opened = await openConnection(context, origin.connectionId, signal)
  try {
    return await ask(opened, findLookup(opened, request), origin)
  } catch (error) {
    if (timeUp.aborted && !request.signal.aborted) throw tookTooLong(opened)
    throw tellSafely(opened, error)
  } finally {
    await opened.close?.()
  }
}

function findLookup({ connector }: OpenedConnection, { entity, name }: LookupRequest): Lookup {
  const lookups: Readonly<Record<string, Lookup>> = connector.entities.find(one => one.name === entity)?.lookups ?? {}
  const lookup = Object.hasOwn(lookups, name) ? lookups[name] : undefined
  if (lookup !== undefined) return lookup
  const names = Object.keys(lookups)
  const remedy = names.length === 0 ? 'It has none for them.' : `Ask for one that there is: ${names.join(', ')}.`
  throw new Problem('not_found', `${connector.name} has no such lookup for ${entity}.`, {
    remedy,
    more: { code: 'no_such_lookup', lookups: names },
  })
}

async function ask({ connector, client }: OpenedConnection, lookup: Lookup, { externalId }: Origin): Promise<unknown> {
  const { data, error } = lookup.output.safeParse(await lookup.run(client, externalId).catch(rethrowGone))
  if (error === undefined) return data
  throw new ConnectorError('contract', `${connector.name} answered in a form we do not know.`, {
    remedy: 'A plugin of the store may be the cause. If it happens with every record, report this to us.',
    code: 'shape',
    cause: error,
  })
}

function rethrowGone(error: unknown): never {
  if (!(error instanceof ConnectorError && error.kind === 'not_found')) throw error
  throw new Problem('not_found', 'The store does not have this record any more.', {
    remedy: 'What was imported of it can still be read. The next reconcile marks it as deleted.',
    more: { code: 'gone_from_store' },
    cause: error,
  })
}

const tookTooLong = ({ connection }: OpenedConnection) =>
  new Problem('unavailable', `${connection.name} did not answer in time.`, {
    remedy: 'Try again in a moment: the store may be slow, or busy with an import.',
    more: { code: 'timeout' },
  })
