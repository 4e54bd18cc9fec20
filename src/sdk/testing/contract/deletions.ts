import type { Test } from 'tap'
import type { Window } from '../../entity.ts'
import { everything, type Subject } from './practice.ts'
import { itemsOf, livingOf, readPages, readSweep, toRow, truthOf } from './read.ts'

/** What is in the trash never arrives as living; taken out of it, it does. */
export async function tellsTrash(t: Test, subject: Subject): Promise<void> {
  const { entity, store } = subject
  const id = truthOf(subject)[1]!
  const window = () => ({ ...everything(subject), since: aMinuteAgo(subject) })
  if (!store.trash(entity.name, id)) return void t.pass('this system has no trash for it')
  t.notOk((await livingIn(subject, window())).has(id), 'a trashed record does not arrive as living')
  t.notOk((await fetchLiving(subject, [id])).has(id), 'nor when it is asked for')
  const rows = itemsOf(await readPages(subject, { window: window() }))
  const told = rows.some(({ record }) => record?.externalId === id && record.deleted === true)
  t.ok(told || !(await sweptIds(subject)).has(id), 'it is told as deleted, or the sweep misses it')
  if (!store.restore(entity.name, id)) return
  t.ok((await fetchLiving(subject, [id])).has(id), 'restored, it is there when it is asked for')
  const back = (await livingIn(subject, window())).has(id) || (await sweptIds(subject)).has(id)
  t.ok(back, 'and is found again without being asked for')
}

export async function tellsErased(t: Test, subject: Subject): Promise<void> {
  const { entity, store } = subject
  const [stays, goes] = truthOf(subject)
  if (!store.remove(entity.name, goes!)) return void t.pass('in this system nothing is erased')
  const fetched = await subject.imports.fetch(subject.client(), [goes!, stays!])
  const ids = fetched.map(raw => subject.imports.idOf(raw))
  t.strictSame(ids, [stays], 'asked for together, the one that is left comes, and the one that is gone is absent')
  t.notOk((await sweptIds(subject)).has(goes!), 'no sweep finds it')
  t.notOk((await livingIn(subject, everything(subject))).has(goes!), 'nor any page')
}

/** Read by id, a record is what it is on a page. */
export async function fetchesAlike(t: Test, subject: Subject): Promise<void> {
  const rows = itemsOf(await readPages(subject))
  const living = livingOf(rows)
  t.strictSame(await subject.imports.fetch(subject.client(), []), [], 'nobody is asked for nothing')
  t.strictSame(await fetchLiving(subject, truthOf(subject)), living, 'each is the same either way, however many')
  const [one] = rows.filter(({ record }) => record && !record.deleted)
  const [raw] = await subject.imports.fetch(subject.client(), [one!.record!.externalId])
  t.strictSame(Object.keys(Object(raw)).sort(), Object.keys(Object(one!.raw)).sort(), 'its raw form too')
}

/** Order does not matter: what is compared is sorted by id. */
async function fetchLiving(subject: Subject, ids: readonly string[]) {
  const raws = await subject.imports.fetch(subject.client(), ids)
  return livingOf(raws.map(raw => toRow(subject, raw)))
}

const livingIn = async (subject: Subject, window: Window) =>
  livingOf(itemsOf(await readPages(subject, { window: subject.imports.incremental ? window : everything(subject) })))

async function sweptIds(subject: Subject): Promise<Set<string>> {
  if (subject.imports.sweep) return new Set(itemsOf(await readSweep(subject)).map(({ externalId }) => externalId))
  return new Set(livingOf(itemsOf(await readPages(subject))).keys())
}

const aMinuteAgo = ({ store }: Subject): string => new Date(store.clock.now().getTime() - 60_000).toISOString()
