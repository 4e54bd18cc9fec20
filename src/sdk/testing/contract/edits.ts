import type { Test } from 'tap'
import type { Window } from '../../entity.ts'
import { everything, type Subject } from './practice.ts'
import {
  changeOf,
  hasAll,
  itemsOf,
  livingOf,
  type Mapped,
  type Row,
  readPages,
  readSweep,
  sameIds,
  toRow,
  truthOf,
  without,
} from './read.ts'

/** What the shop does with records while they are read. False: the system knows no such thing. */
type Edit = (subject: Subject, ids: { readonly read: readonly string[]; readonly unread: readonly string[] }) => boolean

const edits: Readonly<Record<string, Edit>> = {
  'one already read is saved': ({ store, entity }, { read }) => store.touch(entity.name, read[0]!),
  'one not yet read is saved': ({ store, entity }, { unread }) => store.touch(entity.name, unread.at(-1)!),
  'all that were read are saved': ({ store, entity }, { read }) => each(read, id => store.touch(entity.name, id)),
  'one already read goes to the trash': ({ store, entity }, { read }) => store.trash(entity.name, read[0]!),
  'one already read is erased': ({ store, entity }, { read }) => store.remove(entity.name, read.at(-1)!),
  'one not yet read is erased': ({ store, entity }, { unread }) => store.remove(entity.name, unread[0]!),
  'all that were read go to the trash': ({ store, entity }, { read }) => each(read, id => store.trash(entity.name, id)),
  'all that were read are erased': ({ store, entity }, { read }) => each(read, id => store.remove(entity.name, id)),
  'one is created': ({ store, entity }) => store.create(entity.name) !== null,
}

const each = (ids: readonly string[], edit: (id: string) => boolean): boolean => ids.map(edit).some(Boolean)

/** Invariant 1: whatever happens while it is read, this window and the next, with one reconcile, end at the store's truth. */
export async function losesNothingToEdits(t: Test, put: (t: Test) => Promise<Subject>): Promise<void> {
  for (const [name, edit] of Object.entries(edits)) {
    await t.test(name, async t => {
      const subject = await put(t)
      const window = everything(subject)
      const { rows, done, touched } = await readWhile(subject, window, edit)
      if (!done) return void t.pass('this system knows no such thing')
      const stayed = without(truthOf(subject), touched)
      hasAll(t, livingOf(rows).keys(), stayed, 'all others arrive in this window')
      const ours: Ours = new Map()
      store(ours, rows)
      await readNextWindow(subject, window, ours)
      await reconcile(subject, ours)
      sameIds(t, ours.keys(), truthOf(subject), 'and with the next window and a reconcile we have what the store has')
      const theirs = livingOf(itemsOf(await readPages(subject)))
      const stored = new Map([...ours].map(([id, { record }]) => [id, record!]))
      t.strictSame(sorted(stored), sorted(theirs), 'as it stands there')
    })
  }
}

/** Reads a window, with the edit after its first page that holds a record. `touched`: what was not as it is now when the window began. */
async function readWhile(subject: Subject, window: Window, edit: Edit) {
  const before = new Map(
    subject.store.records(subject.entity.name).map(record => [record.externalId, changeOf(record)]),
  )
  const pages = await readPages(subject, { window })
  const first = pages.findIndex(({ items }) => items.length > 0)
  const read = [...livingOf(itemsOf(pages.slice(0, first + 1))).keys()]
  const unread = without(before.keys(), new Set(read))
  if (unread.length === 0) throw new Error('The practice store has all of it on the first page.')
  let done = false
  const parts = await readPages(subject, {
    window,
    after: number => {
      if (number === first + 1) done = edit(subject, { read, unread })
    },
  })
  const now = subject.store.records(subject.entity.name)
  const touched = new Set(now.flatMap(one => (before.get(one.externalId) === changeOf(one) ? [] : one.externalId)))
  return { rows: itemsOf(parts), done, touched }
}

/** What has been stored: the last row of each record that lives. */
type Ours = Map<string, Row>

async function readNextWindow(subject: Subject, last: Window, ours: Ours): Promise<void> {
  const { imports } = subject
  const since = new Date(Date.parse(last.until) - (imports.overlapSeconds ?? 300) * 1_000).toISOString()
  const window = { ...everything(subject), since: imports.incremental ? since : null }
  store(ours, itemsOf(await readPages(subject, { window })))
}

function store(ours: Ours, rows: readonly Row[]): void {
  for (const row of rows) {
    if (row.record?.deleted) ours.delete(row.record.externalId)
    else if (row.record) ours.set(row.record.externalId, row)
  }
}

/** Reads again what is new or has another mark; takes for deleted what is missing and, asked for, is not there. */
async function reconcile(subject: Subject, ours: Ours): Promise<void> {
  const { imports, client } = subject
  if (imports.sweep === undefined) store(ours, itemsOf(await readPages(subject)))
  const sweep = imports.sweep && itemsOf(await readSweep(subject))
  const ids = sweep?.map(mark => mark.externalId) ?? [...livingOf(itemsOf(await readPages(subject))).keys()]
  const missing = [...ours.keys()].filter(id => !ids.includes(id))
  const found = (await imports.fetch(client(), missing)).map(raw => toRow(subject, raw))
  for (const id of missing) ours.delete(id)
  store(ours, found)
  const unlike = (sweep ?? []).filter(mark => markOf(subject, ours.get(mark.externalId)) !== mark.fingerprint)
  store(
    ours,
    (
      await imports.fetch(
        client(),
        unlike.map(mark => mark.externalId),
      )
    ).map(raw => toRow(subject, raw)),
  )
}

const markOf = ({ imports }: Subject, row: Row | undefined): string | undefined =>
  row && imports.fingerprint?.(imports.raw.parse(row.raw))

const sorted = (records: ReadonlyMap<string, Mapped>) =>
  Object.fromEntries([...records].sort(([a], [b]) => (a < b ? -1 : 1)))
