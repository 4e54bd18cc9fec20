import type { Test } from 'tap'
import { canonical } from '../../canonical/index.ts'
import type { Window } from '../../entity.ts'
import { everything, type Subject } from './practice.ts'
import { changeOf, hasAll, itemsOf, livingOf, readLiving, readPages, sameIds, truthOf } from './read.ts'

export async function importsEverything(t: Test, subject: Subject): Promise<void> {
  const { entity, imports, store } = subject
  const parts = await readPages(subject)
  const rows = itemsOf(parts)
  sameIds(t, livingOf(rows).keys(), truthOf(subject), 'every record of the store, and no other')
  t.ok(parts.length >= 3, 'the practice store has three pages of it at least')
  const ends = parts.map(part => part.next === null)
  t.strictSame(ends, [...parts.slice(1).map(() => false), true], 'the last page, and only the last, ends the window')
  for (const { raw, record } of rows) {
    if (record === null) continue
    const parsed = canonical[entity.name].safeParse(record)
    if (!parsed.success) t.fail(`${record.externalId} is canonical`, { issues: parsed.error.issues })
    if (imports.idOf(raw) !== record.externalId) t.fail(`${record.externalId} has the id that idOf tells`)
  }
  const told = livingOf(rows)
  for (const { externalId, createdAt, modifiedAt } of store.records(entity.name)) {
    const row = told.get(externalId)
    t.strictSame(
      { createdAt: instant(row?.createdAt ?? null), modifiedAt: instant(row?.modifiedAt ?? null) },
      { createdAt, modifiedAt },
      'and the times are the store’s',
    )
  }
}

const instant = (text: string | null): string | null => text && new Date(text).toISOString()

/** A watermark is inclusive: what was modified in its very second may not have been read. */
export async function importsWhatChanged(t: Test, subject: Subject): Promise<void> {
  const { entity, store } = subject
  const tied = truthOf(subject).filter((_, i) => i % 2 === 0)
  const at = new Date(Math.floor(store.clock.now().getTime() / 1_000) * 1_000 - 60_000)
  for (const id of tied) t.ok(store.touch(entity.name, id, at), 'a record can be saved')
  const window: Window = { ...everything(subject), since: at.toISOString() }
  const changed = await readLiving(subject, { window })
  hasAll(t, changed, tied, 'all that were modified in the second of the watermark')
  const known = new Map(store.records(entity.name).map(record => [record.externalId, changeOf(record)]))
  const old = changed.filter(id => Date.parse(known.get(id) ?? window.until) < at.getTime() - 2_000)
  t.strictSame(old, [], 'and none that was modified before')
  const later = { ...window, since: new Date(at.getTime() + 30_000).toISOString() }
  sameIds(t, await readLiving(subject, { window: later }), untimed(known), 'later there is nothing new')
}

/** Records whose system keeps no time of change come along whenever they may have. */
const untimed = (known: ReadonlyMap<string, string | null>): string[] =>
  [...known].flatMap(([id, modifiedAt]) => (modifiedAt === null ? id : []))

/** Order Start is inclusive, its other bound is not, whatever else the window asks for. */
export async function keepsOrderStart(t: Test, subject: Subject): Promise<void> {
  const { entity, store } = subject
  const records = store.records(entity.name)
  const times = [...new Set(records.flatMap(({ createdAt }) => createdAt ?? []))].sort()
  const [from, before] = [times[Math.floor(times.length / 3)], times[Math.floor((times.length * 2) / 3)]]
  if (from === undefined || before === undefined)
    return void t.fail('the practice store tells when records were created')
  const within = (createdFrom: string | null, createdBefore: string | null) =>
    records.flatMap(({ externalId, createdAt }) =>
      (createdFrom === null || (createdAt ?? '') >= createdFrom) &&
      (createdBefore === null || (createdAt ?? '') < createdBefore)
        ? externalId
        : [],
    )
  const all = everything(subject)
  for (const [createdFrom, createdBefore] of [
    [from, null],
    [null, before],
    [from, before],
  ] as const) {
    const living = await readLiving(subject, { window: { ...all, createdFrom, createdBefore } })
    sameIds(t, living, within(createdFrom, createdBefore), `created from ${createdFrom} and before ${createdBefore}`)
  }
  const [old] = within(null, from)
  if (old === undefined || !subject.imports.incremental) return
  store.touch(entity.name, old)
  const window = { ...everything(subject), since: justBefore(subject), createdFrom: from }
  t.notOk((await readLiving(subject, { window })).includes(old), 'an edited record from before Order Start stays out')
}

const justBefore = ({ store }: Subject): string => new Date(store.clock.now().getTime() - 10_000).toISOString()

/** Lists are filtered after the limit: the end of the set is not where a page is short. */
export async function readsOnPastEmptyPages(t: Test, subject: Subject): Promise<void> {
  const { entity, store } = subject
  const parts = await readPages(subject)
  const second = parts[1]?.items.flatMap(({ record }) => record?.externalId ?? []) ?? []
  const third = parts[2]?.items.flatMap(({ record }) => record?.externalId ?? []).slice(0, 1) ?? []
  const hidden = store.hide(entity.name, [...second, ...third])
  if (!hidden) return void t.pass('its pages are never short')
  sameIds(t, await readLiving(subject), truthOf(subject), 'all that come after an empty and a short page')
}

/** Whatever page a run stopped at, what is stored of the position is enough to go on without loss. */
export async function resumes(t: Test, subject: Subject): Promise<void> {
  const whole = await readPages(subject)
  const stops = [...new Set([1, 2, whole.length - 1])].filter(stop => stop < whole.length)
  for (const stopAfter of stops) {
    const first = await readPages(subject, { stopAfter })
    const rest = await readPages(subject, { from: first.at(-1)?.next })
    const ids = livingOf([...itemsOf(first), ...itemsOf(rest)]).keys()
    sameIds(t, ids, truthOf(subject), `stopped after page ${stopAfter}, nothing is lost`)
    t.ok(rest.length <= whole.length - stopAfter + 1, 'and what was read is not read again')
  }
}
