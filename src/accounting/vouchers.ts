import { money, quantity } from '../records/decimal-sql.ts'
import type { Books, BookYear, Db } from './years.ts'

export interface BookedRow {
  readonly accountNumber: string
  readonly accountDescription: string | null
  readonly debit: string
  readonly credit: string
  readonly description: string | null
  readonly costCentre: string | null
  readonly project: string | null
  readonly quantity: string | null
}

export interface BookedVoucher {
  readonly series: string
  readonly number: string
  readonly transactionOn: string
  readonly description: string
  readonly rows: readonly BookedRow[]
}

const atOnce = 500

/** The vouchers of a year with their rows, in the order of series and number, some at a time. */
export async function* readVouchers(
  { pool }: Db,
  { connectionId }: Pick<Books, 'connectionId'>,
  { yearExternalId }: Pick<BookYear, 'yearExternalId'>,
): AsyncGenerator<BookedVoucher> {
  const { rows } = await pool.query<{ ids: string[] | null }>(orderSql, [connectionId, yearExternalId])
  const ids = rows[0]?.ids ?? []
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = await pool.query<BookedVoucher>(vouchersSql, [ids.slice(at, at + atOnce)])
    yield* some.rows
  }
}

const orderSql = `
  SELECT array_agg(id ORDER BY series COLLATE "C", length(number), number COLLATE "C", id) AS ids
  FROM vouchers WHERE connection_id = $1 AND year_external_id = $2 AND deleted_at IS NULL`

const vouchersSql = `
  SELECT v.series, v.number, v.transaction_on::text AS "transactionOn", v.description,
    (SELECT coalesce(json_agg(json_build_object('accountNumber', r.account_number, 'accountDescription', a.description,
        'debit', ${money('r.debit')}, 'credit', ${money('r.credit')}, 'description', r.description,
        'costCentre', r.cost_centre, 'project', r.project, 'quantity', ${quantity('r.quantity')}) ORDER BY r.position), '[]')
      FROM voucher_rows r LEFT JOIN LATERAL (
        SELECT min(description) AS description FROM accounts a WHERE a.connection_id = v.connection_id
          AND a.year_external_id = v.year_external_id AND a.number = r.account_number
      ) a ON true
      WHERE r.voucher_id = v.id) AS rows
  FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place) JOIN vouchers v USING (id)
  WHERE v.deleted_at IS NULL ORDER BY o.place`
