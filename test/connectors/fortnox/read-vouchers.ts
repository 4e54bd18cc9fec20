import { entities } from '../../../connectors/fortnox/entities/index.ts'
import { mapVoucher, RawVoucher } from '../../../connectors/fortnox/map/voucher.ts'
import { encodePc8 } from '../../../connectors/fortnox/practice-store/code-page-437.ts'
import { type CanonicalRecord, canonical, type Page, type Window } from '../../../src/sdk/index.ts'
import type { openCompany } from './open-company.ts'

export type Company = Awaited<ReturnType<typeof openCompany>>
type Voucher = CanonicalRecord<'vouchers'>

export const imports = entities.find(one => one.name === 'vouchers')!.import!
export const always: Window = { since: null, until: '2026-11-20T12:00:00Z', createdFrom: null, createdBefore: null }

export async function readParts({ client }: Company, window = always, from: unknown = null): Promise<Page<unknown>[]> {
  const parts: Page<unknown>[] = []
  for await (const page of imports.pages(client, window, from)) parts.push(page)
  return parts
}

export const mapOne = (raw: unknown): Voucher => canonical.vouchers.parse(mapVoucher(RawVoucher.parse(raw)))
export const byId = (raws: readonly unknown[]): Map<string, Voucher> =>
  new Map(raws.map(mapOne).map(one => [one.externalId, one]))
export const readAll = async (company: Company) => byId((await readParts(company)).flatMap(({ records }) => records))
export const idsOf = ({ store }: Company): string[] =>
  store.state.vouchers.map(({ yearId, series, number }) => `${yearId}/${series}/${number}`)
/** The vouchers that were asked for by themselves, as `A/17`. */
export const askedAlone = ({ server }: Company): string[] =>
  server.asked.flatMap(({ path }) => /^\/3\/vouchers\/(.+)$/.exec(path)?.[1] ?? [])

/** The next file of the year is changed so. */
export async function changeFile(company: Company, yearId: number, change: (file: string) => string): Promise<void> {
  const file = await company.client.readSie(4, String(yearId))
  const when = ({ path, query }: { path: string; query: URLSearchParams }) =>
    path === '/3/sie/4' && query.get('financialyear') === String(yearId)
  company.server.forget()
  company.server.failWith({ when, fault: { body: encodePc8(change(file)) } })
}

/** The lines of one voucher. */
export const linesOf = (file: string, series: string, number: number): string =>
  new RegExp(`#VER ${series} ${number} [^{]*\\{[^}]*(?:\\{\\}[^}]*)*\\}\r\n`).exec(file)![0]
