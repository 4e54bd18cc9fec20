import { ConnectorError, type SieObject, type SieRow, type SieVoucher } from '../../src/sdk/index.ts'
import type { Client } from './client.ts'
import type { FinancialYear } from './facts.ts'
import { amountOf, sum } from './map/money.ts'
import { askSie } from './sie.ts'

/** What a year’s file has of its vouchers, by `A/17`. */
export interface Entered {
  /** The rows as the record itself would tell them; null where only the record can be trusted to. */
  readonly rowsOf: (key: string, day: string | null) => readonly unknown[] | null
}

/** One year is held in memory, each voucher as text: some ten times less than as objects. */
export async function readEntered(client: Client, year: FinancialYear): Promise<Entered | ConnectorError> {
  const entries = await askSie(client, 4, year)
  if (entries instanceof ConnectorError) return entries
  const known = new Map<string, string>()
  for await (const entry of entries) {
    if (entry.is !== 'voucher') continue
    const key = `${entry.series}/${entry.number}`
    // Of two with one number neither is known to be it.
    known.set(key, known.has(key) || !isWhole(entry) ? '' : JSON.stringify([entry.on, entry.rows.flatMap(toRow)]))
  }
  return {
    rowsOf: (key, day) => {
      const [on, rows] = JSON.parse(known.get(key) || '[]') as [string?, unknown[]?]
      return rows === undefined || on !== day ? null : rows
    },
  }
}

/** A question mark may stand for a letter that code page 437 lacks, and what does not balance was read amiss. */
function isWhole({ rows }: SieVoucher): boolean {
  const counting = rows.filter(row => row.is === 'counts')
  const isLost = counting.some(({ text, objects }) =>
    [text ?? '', ...objects.map(one => one.object)].join().includes('?'),
  )
  return !isLost && sum(counting.map(row => amountOf(row.amount))) === 0n
}

/** What only tells that the next row was added is left out. */
function toRow({ is, account, amount, text, quantity, objects }: SieRow): object[] {
  if (is === 'added') return []
  const [sign, digits] = amount.startsWith('-') ? ['-', amount.slice(1)] : ['', amount]
  return [
    {
      ...{ Account: account, Debit: sign === '' ? digits : '0', Credit: sign === '' ? '0' : digits },
      ...{ TransactionInformation: text, Quantity: quantity, Removed: is === 'struck' },
      ...{ CostCenter: objectOf(objects, '1'), Project: objectOf(objects, '6') },
    },
  ]
}

const objectOf = (objects: readonly SieObject[], wanted: string): string | null =>
  objects.find(({ dimension }) => dimension === wanted)?.object ?? null
