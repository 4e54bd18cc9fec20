import { z } from 'zod'
import { attempt, ConnectorError } from '../../../src/sdk/index.ts'
import type { FinancialYear } from '../facts.ts'
import { RawText } from '../map/raw.ts'
import { dayOf, textOf } from '../map/values.ts'
import { clientOf, type FortnoxCheck, passed } from './check.ts'
import { firstOf } from './entities.ts'

// What the books are like. Articles, customers, orders and invoices are imported without it.

const RawYear = z.looseObject({ Id: RawText, FromDate: RawText, ToDate: RawText, AccountingMethod: RawText })

/** There are as many as the company has had years: all of them fit in one answer. */
const yearsCheck: FortnoxCheck = bookCheck('financialyears', 'Financial years can be read', async session => {
  const { rows } = await (await clientOf(session)).list('financialyears', { limit: '100' })
  const financialYears = rows.flatMap(toYear)
  const last = financialYears.reduce((latest, { to }) => (to > latest ? to : latest), '')
  return passed(last === '' ? 'none' : `${financialYears.length} · ${last}`, { financialYears })
})

function toYear(row: unknown): FinancialYear[] {
  const told = RawYear.safeParse(row).data
  const [id, from, to] = [textOf(told?.Id), dayOf(told?.FromDate), dayOf(told?.ToDate)]
  return id === null || from === null || to === null ? [] : [{ id, from, to, method: textOf(told?.AccountingMethod) }]
}

const LockedPeriod = z.looseObject({ EndDate: RawText })

const lockedCheck: FortnoxCheck = bookCheck('lockedperiod', 'The locked period can be read', async session => {
  const { EndDate } = await (await clientOf(session)).readSingle('settings/lockedperiod', LockedPeriod)
  const lockedUntil = dayOf(EndDate)
  return passed(lockedUntil ?? 'nothing is locked', { lockedUntil })
})

const seriesCheck: FortnoxCheck = bookCheck('voucherseries', 'Voucher series can be read', async session => {
  const first = await firstOf(session, 'voucherseries')
  if (first instanceof ConnectorError) throw first
  return passed(`${first.total ?? ''}`)
})

const currenciesCheck: FortnoxCheck = bookCheck('currencies', 'Currencies can be read', async session => {
  const { rows } = await (await clientOf(session)).list('currencies', { limit: '100' })
  const codes = rows.flatMap(row => textOf(z.looseObject({ Code: RawText }).safeParse(row).data?.Code) ?? [])
  return passed(codes.slice(0, 12).join(', '))
})

/** What is missing is told, and stops nothing. */
function bookCheck(name: string, title: string, run: FortnoxCheck['run']): FortnoxCheck {
  return {
    ...{ id: `facts.${name}`, title, field: 'accessToken', blocking: false, together: 'company' },
    run: async session => {
      const result = await attempt(run(session))
      if (!(result instanceof ConnectorError)) return result
      return {
        status: 'warning',
        diagnosis: `This is not needed for what is imported now, only for the books. ${result.message}`,
        remedy: result.remedy,
        field: result.field ?? 'accessToken',
      }
    },
  }
}

export const bookChecks: readonly FortnoxCheck[] = [yearsCheck, lockedCheck, seriesCheck, currenciesCheck]
