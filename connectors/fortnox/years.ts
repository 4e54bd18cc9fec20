import { z } from 'zod'
import { ConnectorError, unreadId } from '../../src/sdk/index.ts'
import type { Client } from './client.ts'
import type { FinancialYear } from './facts.ts'
import { RawText } from './map/raw.ts'
import { dayOf, textOf } from './map/values.ts'
import type { Resource } from './resources.ts'
import { keyOf, Position, type Query, walk } from './walk.ts'

// Accounts and vouchers belong to a financial year: without it Fortnox gives those of another one, and does not say so.

const RawYear = z.looseObject({ Id: RawText, FromDate: RawText, ToDate: RawText, AccountingMethod: RawText })

/**
 * In the order of time, which their ids are not in. There are as many as the company has had: one answer has them all.
 * @throws ConnectorError where one of them cannot be told: its books would be missing without a word
 */
export async function readYears(client: Pick<Client, 'list'>): Promise<FinancialYear[]> {
  const { rows, total } = await client.list('financialyears', { limit: '100' })
  if (total !== null && total > rows.length) throw yearsUnclear(`${rows.length} of ${total} were told`)
  return rows.map(toYear).toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

function toYear(row: unknown): FinancialYear {
  const told = RawYear.safeParse(row).data
  const [id, from, to] = [textOf(told?.Id), dayOf(told?.FromDate), dayOf(told?.ToDate)]
  if (id !== null && from !== null && to !== null) return { id, from, to, method: textOf(told?.AccountingMethod) }
  throw yearsUnclear('one of them has no number, or no days')
}

const yearsUnclear = (why: string): ConnectorError =>
  new ConnectorError('contract', `Fortnox does not tell its financial years whole: ${why}.`, {
    ...{ code: 'years', remedy: 'Try again in a few minutes. If it stays, report this.' },
  })

export const YearPosition = z.object({ year: z.string(), at: Position.nullable() })
export type YearPosition = z.output<typeof YearPosition>

export interface YearWalk<Part> {
  readonly resource: Resource
  readonly pageSize: number
  readonly query?: Query
  /** Called once for each year, before its list is read: what makes a part of its rows, which have their year with them. */
  readonly open: (year: FinancialYear) => Promise<(rows: readonly unknown[]) => Promise<Part>>
  /** Of a company without any year. */
  readonly none: Part
}

/** The lists of all years, one after the other. A year that is no longer there when it is to be gone on with starts it over. */
export async function* walkYears<Part extends object>(
  client: Client,
  { resource, pageSize, query, open, none }: YearWalk<Part>,
  from: YearPosition | null,
): AsyncGenerator<Part & { readonly next: YearPosition | null }> {
  const years = await readYears(client)
  if (years.length === 0) return yield { ...none, next: null }
  const first = from === null ? 0 : years.findIndex(({ id }) => id === from.year)
  if (first === -1) throw yearIsGone()
  for (const [n, year] of years.entries()) {
    if (n < first) continue
    const turn = await open(year)
    const of = { resource, pageSize, parts: [{ ...query, financialyear: year.id }] }
    const after = years[n + 1]
    for await (const { rows, next } of walk(client, of, n === first ? (from?.at ?? null) : null)) {
      const part = await turn(rows.map(row => inYear(row, resource, year)))
      yield { ...part, next: next ? { year: year.id, at: next } : after ? { year: after.id, at: null } : null }
    }
  }
}

/** @throws ConnectorError for what is of another year than was asked for */
export function inYear(row: unknown, resource: Resource, year: FinancialYear): unknown {
  const told = textOf(RawText.safeParse(Object(row)['Year']).data)
  if (told === null || told === year.id) return { ...Object(row), koppla_year: year }
  throw new ConnectorError('contract', `Fortnox was asked for ${resource} of one financial year and gave another’s.`, {
    ...{ code: 'another_year', remedy: 'Try again in a few minutes. If it stays, report this.' },
  })
}

/** The record as a list would tell it, with its year: so it is one and the same from whatever answer it comes. */
export function onlyListed(record: unknown, listed: readonly string[]): Record<string, unknown> {
  const told = Object(record) as Record<string, unknown>
  return Object.fromEntries([...listed, 'koppla_year'].flatMap(key => (key in told ? [[key, told[key]]] : [])))
}

const InYear = z.looseObject({ koppla_year: z.looseObject({ id: z.string() }) })

/** `2/1930`; null where it cannot be told. Of what could not be read it is the id that says so. */
export function yearIdOf(resource: Resource, raw: unknown): string | null {
  const year = InYear.safeParse(raw).data?.koppla_year.id
  const key = keyOf(resource, raw)
  if (year !== undefined && key !== null) return `${year}/${key}`
  return unreadId(raw)
}

/** Reads the named records year by year. */
export async function fetchOfYears(
  client: Client,
  ids: readonly string[],
  read: (year: FinancialYear, keys: readonly string[]) => Promise<readonly unknown[]>,
): Promise<readonly unknown[]> {
  if (ids.length === 0) return []
  const records: unknown[] = []
  for (const year of await readYears(client)) {
    const own = ids.filter(id => id.startsWith(`${year.id}/`)).map(id => id.slice(year.id.length + 1))
    if (own.length > 0) records.push(...(await read(year, own)))
  }
  return records
}

const yearIsGone = (): ConnectorError =>
  new ConnectorError('position', 'The financial year that was being read is gone in Fortnox.', {
    ...{ code: 'year_gone', remedy: 'Nothing needs to be done: the reading starts over.' },
  })
