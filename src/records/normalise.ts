import { setImmediate } from 'node:timers/promises'
import { type CanonicalRecord, canonical, type Entity, type StoreFacts } from '../sdk/index.ts'
import { hashRecord, hashText } from './hash.ts'
import { RefusedError } from './refusal.ts'
import { refuseRepeats, tables } from './tables.ts'
import { cleanText, makeStorable } from './text.ts'

/** A record ready to be stored. */
export interface Normalised {
  readonly externalId: string
  readonly record: CanonicalRecord
  readonly hash: string
  readonly fingerprint: string | null
  /** As the store gave it, as JSON text. */
  readonly raw: string
}

/** A record that cannot be stored, and why. */
export interface Rejected {
  /** Its external id, or a hash of the raw record where that cannot be told. */
  readonly key: string
  readonly externalId: string | null
  readonly reason: string
  readonly raw: string
}

/** What a page holds: each external id once, in the last of its readings. */
export interface Batch {
  readonly records: readonly Normalised[]
  readonly rejections: readonly Rejected[]
}

type Outcome = Normalised | Rejected | null

/** Maps raw records to canonical ones. Whatever is thrown or refused on the way sets that one record aside. */
export function normalise(entity: Entity, facts: StoreFacts, raws: readonly unknown[]): Batch {
  return gather(raws.map(raw => normaliseOne(entity, facts, raw)))
}

const turn = 10

/**
 * The same, a few records at a time: what the database or a visitor wants meanwhile gets its turn between them. While
 * one page is written the next is normalised, and neither waits for the other.
 */
export async function normaliseInTurns(entity: Entity, facts: StoreFacts, raws: readonly unknown[]): Promise<Batch> {
  const outcomes: Outcome[] = []
  for (const [at, raw] of raws.entries()) {
    if (at % turn === 0) await setImmediate()
    outcomes.push(normaliseOne(entity, facts, raw))
  }
  return gather(outcomes)
}

function gather(outcomes: readonly Outcome[]): Batch {
  const latest = new Map<string, Normalised | Rejected>()
  for (const outcome of outcomes) {
    if (outcome === null) continue
    const key = isRejected(outcome) ? outcome.key : outcome.externalId
    const before = latest.get(key)
    if (before === undefined || !isOlder(outcome, before)) latest.set(key, outcome)
  }
  const all = [...latest.values()]
  return { records: all.filter(isNormalised), rejections: all.filter(isRejected) }
}

/** Sets a record aside that the database refused. */
export function reject(record: Normalised, reason: string): Rejected {
  return { key: record.externalId, externalId: record.externalId, reason, raw: record.raw }
}

function normaliseOne(entity: Entity, facts: StoreFacts, raw: unknown): Outcome {
  try {
    return mapOne(entity, facts, raw)
  } catch (error) {
    const externalId = readId(entity, raw)
    const text = toText(raw)
    return { key: externalId ?? hashText(text), externalId, reason: explain(error), raw: text }
  }
}

function mapOne(entity: Entity, facts: StoreFacts, raw: unknown): Normalised | null {
  const source = entity.import!
  const parsed = source.raw.safeParse(raw)
  if (!parsed.success) throw new RefusedError(parsed.error.issues)
  const mapped = source.map(parsed.data, facts)
  if (mapped === null) return null
  const checked = canonical[entity.name].safeParse(mapped)
  if (!checked.success) throw new RefusedError(checked.error.issues)
  const record = makeStorable(checked.data)
  const table = tables[entity.name]
  refuseRepeats(table, record)
  const refusal = table.refuse?.(record)
  if (refusal) throw new RefusedError([{ path: [], message: refusal }])
  return {
    externalId: record.externalId,
    record,
    hash: hashRecord(record, source.firstStays),
    fingerprint: source.fingerprint ? cleanText(source.fingerprint(parsed.data)) : null,
    raw: toText(raw),
  }
}

function readId(entity: Entity, raw: unknown): string | null {
  try {
    const id = cleanText(entity.import!.idOf(raw) ?? '')
    return id === '' || id.length > 200 ? null : id
  } catch {
    return null
  }
}

function explain(error: unknown): string {
  // Nothing else in a record makes the stack run out.
  if (error instanceof RangeError && error.message.includes('call stack')) return 'The record is nested too deeply.'
  const told = error instanceof Error ? error.message : String(error)
  const reason = error instanceof RefusedError ? told : `The record could not be understood: ${told}`
  return cleanText(reason.slice(0, 2_000))
}

function toText(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? 'null'
  } catch {
    return '"This record cannot be written as JSON."'
  }
}

function isRejected(one: Normalised | Rejected): one is Rejected {
  return 'reason' in one
}

function isNormalised(one: Normalised | Rejected): one is Normalised {
  return !isRejected(one)
}

/** Of two readings the later one counts, unless the store itself says that it is the older. */
function isOlder(later: Normalised | Rejected, before: Normalised | Rejected): boolean {
  if (isRejected(later) || isRejected(before)) return false
  const [a, b] = [later.record.modifiedAt, before.record.modifiedAt]
  return a !== null && b !== null && a < b
}
