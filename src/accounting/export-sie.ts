import { toDecimal, toMillionths } from '../records/decimal.ts'
import { type SieEntry, type SieObject, type SieVoucher, writeSie } from '../sdk/index.ts'
import { type AccountBalance, readBalances } from './balances.ts'
import { type BookedRow, type BookedVoucher, readVouchers } from './vouchers.ts'
import type { Books, BookYear, Db } from './years.ts'

interface Exporting {
  readonly year: BookYear
  /** Of this program. */
  readonly version: string
  /** A day. */
  readonly today: string
}

/** SIE numbers these two itself. */
const costCentre = '1'
const project = '6'

/**
 * A year of the books as a file of SIE type 4, little by little; to be encoded with `encodePc8`.
 * @throws Error in its midst when what the vouchers add up to is not what the balances at its head say, since something was
 *   imported meanwhile: half a file is better than a wrong one
 */
export async function* exportSie(db: Db, books: Books, exporting: Exporting): AsyncGenerator<string> {
  const { accounts } = await readBalances(db, books, { ...exporting, all: true })
  for (const entry of head(books, exporting)) yield writeSie(entry)
  yield accounts.flatMap(nameAccount).map(writeSie).join('')
  yield accounts.flatMap(tellBalance).map(writeSie).join('')
  const left = new Map(accounts.map(one => [one.number, toMillionths(one.change)]))
  for await (const voucher of readVouchers(db, books, exporting.year)) {
    for (const { accountNumber, debit, credit } of voucher.rows)
      left.set(accountNumber, (left.get(accountNumber) ?? 0n) - toMillionths(debit) + toMillionths(credit))
    yield writeSie(toSie(voucher))
  }
  if ([...left.values()].some(rest => rest !== 0n)) throw new Error('The books were changed while they were exported.')
}

function* head(books: Books, { year, version, today }: Exporting): Generator<SieEntry> {
  yield { is: 'flag', read: 0 }
  yield { is: 'program', name: 'Koppla', version }
  yield { is: 'format', format: 'PC8' }
  yield { is: 'generated', on: today, by: null }
  yield { is: 'type', type: '4' }
  if (year.setAside > 0)
    yield { is: 'remark', text: `Ofullständig: ${year.setAside} konton eller verifikat är undantagna` }
  if (books.organisationNumber) yield { is: 'organisation', number: books.organisationNumber }
  yield { is: 'company', name: books.company }
  yield { is: 'year', year: 0, from: year.from, to: year.to }
  yield { is: 'currency', code: year.currency }
  yield { is: 'dimension', dimension: costCentre, name: 'Kostnadsställe' }
  yield { is: 'dimension', dimension: project, name: 'Projekt' }
}

const nameAccount = ({ number, description, sruCode }: AccountBalance): SieEntry[] => [
  { is: 'account', number, name: description ?? '' },
  ...(sruCode === null ? [] : [{ is: 'sru', number, code: sruCode } as const]),
]

/** Accounts of classes 1 and 2 (the BAS charts) have balances, all others a result. */
function tellBalance({ number, opening, change, closing, months }: AccountBalance): SieEntry[] {
  const of = { year: 0, account: number, quantity: null } as const
  if (!/^[12]/.test(number)) return months.length === 0 ? [] : [{ is: 'result', ...of, amount: change }]
  if (months.length === 0 && isNothing(opening)) return []
  const before = opening === null ? [] : [{ is: 'opening', ...of, amount: opening } as const]
  return closing === null ? before : [...before, { is: 'closing', ...of, amount: closing }]
}

const isNothing = (amount: string | null) => amount === null || toMillionths(amount) === 0n

function toSie({ series, number, transactionOn, description, rows }: BookedVoucher): SieVoucher {
  const head = { series, number, on: transactionOn, text: description || null, registeredOn: null, by: null }
  return { is: 'voucher', ...head, rows: rows.map(toSieRow) }
}

const toSieRow = (row: BookedRow): SieVoucher['rows'][number] => ({
  is: 'counts',
  account: row.accountNumber,
  objects: [...pointAt(costCentre, row.costCentre), ...pointAt(project, row.project)],
  amount: toDecimal(toMillionths(row.debit) - toMillionths(row.credit)),
  on: null,
  text: row.description || null,
  quantity: row.quantity,
  by: null,
})

const pointAt = (dimension: string, object: string | null): SieObject[] => (object ? [{ dimension, object }] : [])
