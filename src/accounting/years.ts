import { noSuchConnection } from '../connections/refusals.ts'
import type { Database } from '../db.ts'
import { Problem } from '../errors.ts'

/** Anything that answers queries: all of the database, or one company group's part. */
export type Db = Pick<Database, 'pool'>

export interface BookYear {
  readonly yearExternalId: string
  /** Days, such as 2026-01-01. */
  readonly from: string
  readonly to: string
  /** How many of them are here. */
  readonly accounts: number
  readonly vouchers: number
  readonly currency: string
  /** Accounts and vouchers of it that could not be kept, and those of which no year can be told. */
  readonly setAside: number
}

/** Whose books they are. */
export interface Books {
  readonly connectionId: string
  readonly company: string
  readonly organisationNumber: string | null
  /** The latest first. */
  readonly years: readonly BookYear[]
  /** Of all years: accounts and vouchers that could not be kept. The books here lack them. */
  readonly setAside: number
}

/** @throws Problem not_found */
export async function readBooks({ pool }: Db, connectionId: string): Promise<Books> {
  const { rows } = await pool.query<Omit<Books, 'years'>>(booksSql, [connectionId])
  if (!rows[0]) throw noSuchConnection()
  const years = await pool.query<BookYear>(yearsSql, [connectionId])
  return { ...rows[0], years: years.rows }
}

/**
 * One year of the books; where none is named the year that the day is in, else the latest.
 * @throws Problem not_found
 */
export function chooseYear({ years }: Books, yearExternalId: string | undefined, today: string): BookYear {
  const current = years.find(({ from, to }) => from <= today && today <= to) ?? years[0]
  const year = yearExternalId === undefined ? current : years.find(one => one.yearExternalId === yearExternalId)
  if (year) return year
  throw new Problem('not_found', 'There are no books of this year here.', {
    remedy: 'They arrive when an import of accounts and vouchers has run.',
  })
}

const isAside = `r.state = 'open' AND r.entity IN ('accounts', 'vouchers')`

const booksSql = `
  SELECT c.id AS "connectionId", coalesce(nullif(c.facts ->> 'name', ''), c.name) AS company,
    c.facts ->> 'organisationNumber' AS "organisationNumber",
    (SELECT count(*)::int FROM rejections r WHERE r.connection_id = c.id AND ${isAside}) AS "setAside"
  FROM connections c WHERE c.id = $1 AND c.deleted_at IS NULL`

/** An external id begins with its year: see `toAccountId`. */
const yearsSql = `
  SELECT y.*, aside.n AS "setAside" FROM (
    SELECT id AS "yearExternalId", max(year_from)::text AS "from", max(year_to)::text AS "to",
      sum(accounts)::int AS accounts, sum(vouchers)::int AS vouchers, max(currency) AS currency
    FROM (
      SELECT year_external_id AS id, max(year_from) AS year_from, max(year_to) AS year_to, count(*) AS accounts,
        0 AS vouchers, max(currency) AS currency
      FROM accounts WHERE connection_id = $1 AND deleted_at IS NULL GROUP BY 1
      UNION ALL
      SELECT year_external_id, max(year_from), max(year_to), 0, count(*), max(currency)
      FROM vouchers WHERE connection_id = $1 AND deleted_at IS NULL GROUP BY 1
    ) b GROUP BY id
  ) y CROSS JOIN LATERAL (
    SELECT count(*)::int AS n FROM rejections r WHERE r.connection_id = $1 AND ${isAside}
      AND (strpos(coalesce(r.external_id, ''), '/') = 0 OR starts_with(r.external_id, "yearExternalId" || '/'))
  ) aside ORDER BY "from" DESC, "yearExternalId"`
