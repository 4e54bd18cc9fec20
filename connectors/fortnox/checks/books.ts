import { z } from 'zod'
import { attempt, ConnectorError } from '../../../src/sdk/index.ts'
import { RawText } from '../map/raw.ts'
import { dayOf, textOf } from '../map/values.ts'
import { clientOf, type FortnoxCheck, passed } from './check.ts'
import { firstOf, yearsOf } from './entities.ts'

// What the books are like. Nothing but accounts and vouchers needs to know.

const yearsCheck: FortnoxCheck = bookCheck('financialyears', 'Financial years can be read', async session => {
  const financialYears = await yearsOf(session)
  const last = financialYears.reduce((latest, { to }) => (to > latest ? to : latest), '')
  return passed(last === '' ? 'none' : `${financialYears.length} · ${last}`, { financialYears })
})

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
        diagnosis: `This is needed only for the books, that is accounts and vouchers. ${result.message}`,
        remedy: result.remedy,
        field: result.field ?? 'accessToken',
      }
    },
  }
}

export const bookChecks: readonly FortnoxCheck[] = [yearsCheck, lockedCheck, seriesCheck, currenciesCheck]
