import { ConnectorError, entity, readable, whyUnread } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { readDetails, readListed } from '../details.ts'
import { type Entered, readEntered } from '../entered.ts'
import type { Facts, FinancialYear } from '../facts.ts'
import { mark } from '../map/mark.ts'
import { RawText } from '../map/raw.ts'
import { dayOf } from '../map/values.ts'
import { mapVoucher, RawVoucher } from '../map/voucher.ts'
import { tellLacking } from '../sie.ts'
import { changedFrom } from '../swedish-time.ts'
import { keyOf } from '../walk.ts'
import { fetchOfYears, onlyListed, walkYears, YearPosition, type YearWalk, yearIdOf } from '../years.ts'
import { overlapSeconds } from './numbered.ts'

const resource = 'vouchers'
/** What lists tell, and of which records tell more. */
const listed = [
  ...['@url', 'ApprovalState', 'Comments', 'Description', 'ReferenceNumber', 'ReferenceType', 'TransactionDate'],
  ...['VoucherNumber', 'VoucherSeries', 'Year'],
]

/** Each costs a question of its own where only what changed is read. */
const [changedAtOnce, listedAtOnce] = [50, 100]

/** All of them come, of all years: books that begin in the middle do not add up. */
export const vouchers = entity<'vouchers', Client, RawVoucher, YearPosition, Facts>({
  name: 'vouchers',
  label: 'Vouchers',
  import: {
    incremental: true,
    overlapSeconds,
    startsAtOrderStart: false,
    raw: readable(RawVoucher),
    idOf: raw => yearIdOf(resource, raw),
    position: YearPosition,
    pages: (client, window, from) =>
      walkYears(client, window.since === null ? whole(client) : changed(client, window.since), from),
    fetch: (client, ids) => fetchOfYears(client, ids, (year, keys) => readAlone(client, year, keys)),
    sweep: (client, _, from) => walkYears(client, swept, from),
    fingerprint: raw => fingerprintOf(raw),
    map: mapVoucher,
  },
})

interface Records {
  readonly records: readonly unknown[]
  readonly notice?: string
}

const changed = (client: Client, since: string): YearWalk<Records> => ({
  ...{ resource, pageSize: changedAtOnce, query: { lastmodified: changedFrom(since) }, none: { records: [] } },
  open: async year => async rows => ({ records: await readRows(client, year, rows) }),
})

/** What was booked comes from the year’s file, all else from the list; what the file lacks is read by itself, and what only it has is not there. */
const whole = (client: Client): YearWalk<Records> => ({
  ...{ resource, pageSize: listedAtOnce, none: { records: [] } },
  open: async year => {
    const entered = await readEntered(client, year)
    const notice =
      entered instanceof ConnectorError &&
      tellLacking(year, entered, 'each voucher of that year is read by itself, which takes longer')
    return async rows => {
      const known = entered instanceof ConnectorError ? [] : rows.flatMap(row => fromFile(row, entered))
      const there = new Set(known.map(row => keyOf(resource, row)))
      const others = rows.filter(row => !there.has(keyOf(resource, row)))
      return { records: [...known, ...(await readRows(client, year, others))], ...(notice && { notice }) }
    }
  },
})

function fromFile(row: unknown, entered: Entered): unknown[] {
  const day = dayOf(RawText.safeParse(Object(row)['TransactionDate']).data)
  const rows = entered.rowsOf(keyOf(resource, row) ?? '', day)
  return rows === null ? [] : [{ ...onlyListed(row, listed), VoucherRows: rows }]
}

const readAlone = async (client: Client, year: FinancialYear, keys: readonly string[]) =>
  (await readDetails(client, resource, keys, year)).map(asListed)
const readRows = async (client: Client, year: FinancialYear, rows: readonly unknown[]) =>
  (await readListed(client, resource, rows, year)).map(asListed)

const asListed = (record: unknown): unknown =>
  whyUnread(record) === null ? { ...onlyListed(record, listed), VoucherRows: Object(record)['VoucherRows'] } : record

/** What the list tells of a voucher: what it booked, the list does not. */
const swept: YearWalk<{ readonly marks: readonly { externalId: string; fingerprint: string }[] }> = {
  ...{ resource, pageSize: listedAtOnce, none: { marks: [] } },
  open: async () => async rows => ({
    marks: rows.flatMap(row => {
      const externalId = yearIdOf(resource, row)
      return externalId === null ? [] : [{ externalId, fingerprint: fingerprintOf(Object(row)) }]
    }),
  }),
}

function fingerprintOf(row: Readonly<Record<string, unknown>>): string {
  const { from, to } = row['koppla_year'] as FinancialYear
  const texts = ['TransactionDate', 'Description', 'Comments', 'ReferenceType', 'ReferenceNumber', 'ApprovalState']
  return [from, to, mark(row, { texts })].join('|')
}
