import type { Test } from 'tap'
import type { Mark, Window } from '../../entity.ts'
import type { PracticeRecord } from '../practice-store.ts'
import { everything, type Subject } from './practice.ts'

export interface Mapped {
  readonly externalId: string
  readonly createdAt: string | null
  readonly modifiedAt: string | null
  readonly deleted?: boolean
}

/** One raw record with what became of it; `record` null: it is none (a draft). */
export interface Row {
  readonly raw: unknown
  readonly record: Mapped | null
}

/** What came with one page, and the position behind it as it would be stored. */
export interface Part<Item> {
  readonly items: readonly Item[]
  readonly next: unknown
}

export interface Reading {
  readonly window?: Window
  /** As it was stored. */
  readonly from?: unknown
  /** Stops after so many pages. */
  readonly stopAfter?: number
  /** What happens in the shop after each page. */
  readonly after?: (pageNumber: number) => void
}

/** Reads pages as the core does: each position goes through JSON and its schema. */
export async function readPages(subject: Subject, reading: Reading = {}): Promise<Part<Row>[]> {
  const { imports, client } = subject
  const pages = imports.pages(
    client(),
    reading.window ?? everything(subject),
    positionOf(subject, reading.from ?? null),
  )
  return collect(pages, reading, page => page.records.map(item => toRow(subject, item)))
}

export async function readSweep(subject: Subject, reading: Reading = {}): Promise<Part<Mark>[]> {
  const { imports, client } = subject
  const from = positionOf(subject, reading.from ?? null)
  const sweep = imports.sweep?.(client(), reading.window ?? everything(subject), from)
  return sweep ? collect(sweep, reading, part => part.marks) : []
}

const mostPages = 1_000

async function collect<Page extends { next: unknown }, Item>(
  pages: AsyncIterable<Page>,
  { stopAfter, after }: Reading,
  itemsOf: (page: Page) => readonly Item[],
): Promise<Part<Item>[]> {
  const parts: Part<Item>[] = []
  for await (const page of pages) {
    parts.push({ items: itemsOf(page), next: JSON.parse(JSON.stringify(page.next)) })
    if (parts.length === stopAfter) break
    if (parts.length === mostPages) throw new Error(`It has read ${mostPages} pages and does not come to an end.`)
    after?.(parts.length)
  }
  return parts
}

const positionOf = ({ imports }: Subject, stored: unknown): unknown =>
  stored === null ? null : imports.position.parse(stored)

export function toRow({ imports, facts }: Subject, raw: unknown): Row {
  return { raw, record: imports.map(imports.raw.parse(raw), facts) as Mapped | null }
}

export const itemsOf = <Item>(parts: readonly Part<Item>[]): Item[] => parts.flatMap(part => part.items)

/** The last version of each record that is one and is not deleted. */
export function livingOf(rows: readonly Row[]): Map<string, Mapped> {
  const living = new Map<string, Mapped>()
  for (const { record } of rows) {
    if (record === null) continue
    if (record.deleted) living.delete(record.externalId)
    else living.set(record.externalId, record)
  }
  return living
}

export async function readLiving(subject: Subject, reading: Reading = {}): Promise<string[]> {
  return [...livingOf(itemsOf(await readPages(subject, reading))).keys()]
}

/** When a record was changed, as far as the system knows. */
export const changeOf = ({ changedAt, modifiedAt }: PracticeRecord): string | null =>
  changedAt === undefined ? modifiedAt : changedAt

export const truthOf = ({ store, entity }: Subject): string[] =>
  store.records(entity.name).map(record => record.externalId)

/** Compares as sets, and tells only the difference. */
export function sameIds(t: Test, found: Iterable<string>, wanted: Iterable<string>, message: string): void {
  const [foundIds, wantedIds] = [new Set(found), new Set(wanted)]
  const difference = { missing: without(wantedIds, foundIds), extra: without(foundIds, wantedIds) }
  t.strictSame(difference, { missing: [], extra: [] }, message)
}

export function hasAll(t: Test, found: Iterable<string>, wanted: Iterable<string>, message: string): void {
  t.strictSame(without(wanted, new Set(found)), [], message)
}

export const without = (ids: Iterable<string>, others: ReadonlySet<string>): string[] =>
  [...ids].filter(id => !others.has(id))
