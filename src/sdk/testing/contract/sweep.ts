import type { Test } from 'tap'
import type { Mark } from '../../entity.ts'
import { everything, type Subject } from './practice.ts'
import { hasAll, itemsOf, readLiving, readPages, readSweep, sameIds, toRow, truthOf, without } from './read.ts'

/** A mark may also be of a record in the trash; never of one that is gone. */
export async function sweepsEverything(t: Test, subject: Subject): Promise<void> {
  const parts = await readSweep(subject)
  const marks = markMap(itemsOf(parts))
  hasAll(t, marks.keys(), truthOf(subject), 'every record is marked')
  const others = without(marks.keys(), new Set(truthOf(subject)))
  const found = await subject.imports.fetch(subject.client(), others)
  sameIds(t, others, found.map(subject.imports.idOf).map(String), 'and no record that is not there')
  const ends = parts.map(part => part.next === null)
  t.strictSame(ends, [...parts.slice(1).map(() => false), true], 'the last part, and only the last, ends it')
  for (let stopAfter = 1; stopAfter < parts.length; stopAfter += Math.ceil(parts.length / 3)) {
    const first = await readSweep(subject, { stopAfter })
    const rest = await readSweep(subject, { from: first.at(-1)?.next })
    const ids = markMap([...itemsOf(first), ...itemsOf(rest)]).keys()
    hasAll(t, ids, truthOf(subject), `stopped after part ${stopAfter}, nothing is missed`)
  }
}

export async function marksAsItReads(t: Test, subject: Subject): Promise<void> {
  const { imports, client } = subject
  const marks = markMap(itemsOf(await readSweep(subject)))
  const fetched = (await imports.fetch(client(), truthOf(subject))).map(raw => toRow(subject, raw))
  const differing = [...fetched, ...itemsOf(await readPages(subject))].flatMap(({ raw, record }) => {
    if (record === null || record.deleted) return []
    const mark = imports.fingerprint?.(imports.raw.parse(raw))
    return marks.get(record.externalId) === mark ? [] : record.externalId
  })
  t.strictSame(differing, [], 'a record that did not change has the mark of its raw form')
}

export async function sweepSeesChanges(t: Test, subject: Subject): Promise<void> {
  const { entity, store } = subject
  const [id] = truthOf(subject)
  const before = markMap(itemsOf(await readSweep(subject))).get(id!)
  const done = store.changeQuietly(entity.name, id!) || store.touch(entity.name, id!)
  t.ok(done, 'a record can be changed')
  const after = markMap(itemsOf(await readSweep(subject))).get(id!)
  t.not(after, before, 'what bumps no modification time changes the mark')
}

/** A sweep that misses a record lets it be taken for deleted. */
export async function sweepMissesNothing(t: Test, subject: Subject): Promise<void> {
  const { entity, store } = subject
  const [first] = await readSweep(subject, { stopAfter: 1 })
  const read = (first?.items ?? []).map(mark => mark.externalId)
  const drop = (id: string) => store.remove(entity.name, id) || store.trash(entity.name, id)
  let dropped = false
  const parts = await readSweep(subject, {
    after: number => {
      if (number === 1) dropped = read.map(drop).some(Boolean)
    },
  })
  if (!dropped) return void t.pass('nothing ever leaves this set')
  hasAll(t, markMap(itemsOf(parts)).keys(), truthOf(subject), 'all others are marked while what was read is dropped')
}

export async function sweepKeepsOrderStart(t: Test, subject: Subject): Promise<void> {
  const times = subject.store.records(subject.entity.name).flatMap(({ createdAt }) => createdAt ?? [])
  const sorted = [...new Set(times)].sort()
  const createdFrom = sorted[Math.floor(sorted.length / 3)] ?? null
  const createdBefore = sorted[Math.floor((sorted.length * 2) / 3)] ?? null
  const window = { ...everything(subject), createdFrom, createdBefore }
  const marked = new Set(markMap(itemsOf(await readSweep(subject, { window }))).keys())
  const living = truthOf(subject).filter(id => marked.has(id))
  sameIds(t, living, await readLiving(subject, { window }), 'a sweep keeps to the same bounds as the pages')
}

const markMap = (marks: readonly Mark[]): Map<string, string> =>
  new Map(marks.map(({ externalId, fingerprint }) => [externalId, fingerprint]))
