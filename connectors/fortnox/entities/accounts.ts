import { ConnectorError, entity, readable, whyUnread } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { readDetails, setAside } from '../details.ts'
import type { Facts, FinancialYear } from '../facts.ts'
import { mapAccount, RawAccount } from '../map/account.ts'
import { askSie, brokenFile, tellLacking } from '../sie.ts'
import { keyOf } from '../walk.ts'
import { fetchOfYears, onlyListed, walkYears, YearPosition, yearIdOf } from '../years.ts'

const pageSize = 100
/** What lists tell, and of which records tell more. */
const listed = [
  ...[
    '@url',
    'Active',
    'BalanceBroughtForward',
    'CostCenter',
    'CostCenterSettings',
    'Description',
    'Number',
    'Project',
  ],
  ...['ProjectSettings', 'SRU', 'VATCode', 'Year'],
]

/**
 * A list has all of an account but what it ended with, which moves with every voucher and moves no time: for that the year’s
 * file without vouchers is asked for, one question instead of a thousand. So all is read each time.
 */
export const accounts = entity<'accounts', Client, RawAccount, YearPosition, Facts>({
  name: 'accounts',
  label: 'Accounts',
  import: {
    incremental: false,
    startsAtOrderStart: false,
    raw: readable(RawAccount),
    idOf: raw => yearIdOf('accounts', raw),
    position: YearPosition,
    pages: (client, _, from) =>
      walkYears(
        client,
        { resource: 'accounts', pageSize, open: year => openYear(client, year), none: { records: [] } },
        from,
      ),
    fetch: (client, ids) => fetchOfYears(client, ids, (year, numbers) => fetchAccounts(client, year, numbers)),
    map: mapAccount,
  },
})

async function openYear(client: Client, year: FinancialYear) {
  const told = await readBalances(client, year)
  const notice =
    told instanceof ConnectorError && tellLacking(year, told, 'the closing balances of that year are not told')
  return async (rows: readonly unknown[]) => ({
    records: rows.map(row => (keyOf('accounts', row) === null ? setAside(row) : withBalances(row, told))),
    ...(notice && { notice }),
  })
}

async function fetchAccounts(client: Client, year: FinancialYear, numbers: readonly string[]): Promise<unknown[]> {
  const told = await readBalances(client, year)
  const records = await readDetails(client, 'accounts', numbers, year)
  return records.map(record => (whyUnread(record) === null ? withBalances(record, told) : record))
}

interface Balance {
  opening: string | null
  closing: string | null
}
type Balances = ReadonlyMap<string, Balance>

/** By account number. What has no balance to begin with has a result. */
async function readBalances(client: Client, year: FinancialYear): Promise<Balances | ConnectorError> {
  const entries = await askSie(client, 1, year)
  if (entries instanceof ConnectorError) return entries
  const balances = new Map<string, Balance>()
  for await (const entry of entries) {
    if (entry.is === 'broken') return brokenFile(entry)
    if ((entry.is !== 'opening' && entry.is !== 'closing' && entry.is !== 'result') || entry.year !== 0) continue
    const balance = balances.get(entry.account) ?? { opening: null, closing: null }
    balance[entry.is === 'opening' ? 'opening' : 'closing'] = entry.amount
    balances.set(entry.account, balance)
  }
  return balances
}

function withBalances(row: unknown, told: Balances | ConnectorError): unknown {
  const record = onlyListed(row, listed)
  if (told instanceof ConnectorError) return { ...record, koppla_balances: null }
  const none: Balance = { opening: null, closing: null }
  return { ...record, koppla_balances: told.get(String(record['Number'])) ?? none }
}
