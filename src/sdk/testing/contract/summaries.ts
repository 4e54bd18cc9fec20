import type { Test } from 'tap'
import { type Span, Summary } from '../../summary.ts'
import { everything, type Subject } from './practice.ts'
import { hasAll, itemsOf, livingOf, type Mapped, readPages, sameIds, truthOf } from './read.ts'

/** A seal says that ours equals the store's: so what is counted must be what is imported, field by field. */
export async function summarisesWhatItImports(t: Test, subject: Subject): Promise<void> {
  const span = middleOf(subject)
  const window = { ...everything(subject), createdFrom: span.from, createdBefore: span.before }
  const living = livingOf(itemsOf(await readPages(subject, { window })))
  const summaries = await readSummaries(subject, span)
  const problems = summaries.flatMap(one => Summary.safeParse(one).error?.issues ?? [])
  t.strictSame(problems, [], 'each is a summary')
  sameIds(t, idsOf(summaries), living.keys(), 'a span has the records that were created in it, and no others')
  const differing = summaries.filter(one => !isSame(one, living.get(one.externalId)))
  t.strictSame(differing, [], 'each says of the record what its import says')
}

export async function summarisesTheLiving(t: Test, subject: Subject): Promise<void> {
  const { entity, store } = subject
  const [trashed = '', erased = ''] = truthOf(subject)
  store.trash(entity.name, trashed)
  store.remove(entity.name, erased)
  sameIds(t, idsOf(await readSummaries(subject, always)), truthOf(subject), 'neither the trash nor what is erased')
  const seen: string[] = []
  for await (const { summaries } of subject.entity.summarise!(subject.client(), always)) {
    if (seen.length === 0) for (const { externalId } of summaries) store.remove(entity.name, externalId)
    seen.push(...idsOf(summaries))
  }
  hasAll(t, seen, truthOf(subject), 'all others are counted while what was read is erased')
}

const always: Span = { from: '1990-01-01T00:00:00.000Z', before: '2100-01-01T00:00:00.000Z' }

/** From and before two creation times that records have. */
function middleOf({ store, entity }: Subject): Span {
  const times = [...new Set(store.records(entity.name).flatMap(({ createdAt }) => createdAt ?? []))].sort()
  const at = (share: number) => new Date(times[Math.floor(times.length * share)]!).toISOString()
  return { from: at(1 / 4), before: at(3 / 4) }
}

async function readSummaries({ entity, client }: Subject, span: Span): Promise<Summary[]> {
  const all = new Map<string, Summary>()
  for await (const { summaries } of entity.summarise!(client(), span))
    for (const one of summaries) all.set(one.externalId, one)
  return [...all.values()]
}

const idsOf = (summaries: readonly Summary[]) => summaries.map(({ externalId }) => externalId)

type Order = Mapped & Readonly<Record<'number' | 'externalStatus' | 'total' | 'currency', string>>

function isSame(summary: Summary, mapped: Mapped | undefined): boolean {
  const order = mapped as Order | undefined
  if (order === undefined) return false
  const { number, status, total, currency, createdAt, modifiedAt } = summary
  const plain = number === order.number && status === order.externalStatus && currency === order.currency
  const times = sameTime(createdAt, order.createdAt) && sameTime(modifiedAt, order.modifiedAt)
  return plain && times && total !== null && Number(total) === Number(order.total)
}

const sameTime = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : Date.parse(one) === Date.parse(other)
