import { z } from 'zod'
import { attempt, ConnectorError } from '../../../src/sdk/index.ts'
import { signInOrigin } from '../address.ts'
import { RawText } from '../map/raw.ts'
import { textOf } from '../map/values.ts'
import { tenantIdOf } from '../oauth.ts'
import { type Kept, readKept } from '../refresh.ts'
import { swedishZone } from '../swedish-time.ts'
import { clientOf, type FortnoxCheck, type FortnoxSession, isPerson, passed, type Result } from './check.ts'
import { readCounts } from './entities.ts'

const Company = z.looseObject({
  CompanyName: RawText,
  OrganizationNumber: RawText,
  CountryCode: RawText,
  DatabaseNumber: RawText,
})
type Company = z.output<typeof Company>

const ask = (session: FortnoxSession): Promise<Company | ConnectorError> =>
  session.once('company', async () =>
    attempt((await clientOf(session)).readSingle('companyinformation', Company), ({ code }) => lacking.has(code ?? '')),
  )

/** The credential is good, and only this may not be read. */
const lacking: ReadonlySet<string> = new Set(['lacks_scope', 'lacks_licence'])

/** Any answer, be it that this may not be read, says that the token is good. */
export const tokenCheck: FortnoxCheck = {
  id: 'credentials.token',
  title: 'Fortnox gives access to the company',
  field: 'accessToken',
  run: async session => {
    const company = await ask(session)
    const kept = isPerson(session) ? readKept(await session.context.shared.read()) : undefined
    const named = company instanceof ConnectorError ? null : textOf(company.DatabaseNumber)
    const told = named ?? (kept ? tenantIdOf(kept.accessToken) : null)
    const { tenantId } = session.values
    if (told === null || told === tenantId) return passed(tellKind(kept), { tenantId, identity: tenantId })
    return {
      status: 'failed',
      diagnosis: `The access is for company number ${told}, not for ${tenantId}.`,
      remedy: 'Enter the number of the company that gave its consent.',
      field: 'tenantId',
      suggestion: { field: 'tenantId', value: told },
    }
  },
}

const tellKind = (kept: Kept | undefined): string =>
  kept === undefined
    ? 'as a service account'
    : `by a refresh token, which ends on ${new Date(kept.refreshUntil).toISOString().slice(0, 10)} unless it is used`

/** What a person wants to see before saving, and what imports go by. Fortnox keeps all books in SEK. */
export const companyCheck: FortnoxCheck = {
  id: 'facts.company',
  title: 'It is the right company',
  field: 'tenantId',
  together: 'company',
  run: async session => {
    const { values } = session
    const company = await ask(session)
    const counts = await readCounts(session)
    const known = {
      ...{ url: signInOrigin(values.apiUrl), timeZone: swedishZone, currency: 'SEK', version: null },
      ...{ pricesIncludeTax: null, counts },
    }
    if (company instanceof ConnectorError) return unnamed(company, { ...known, name: `Fortnox ${values.tenantId}` })
    const name = textOf(company.CompanyName) ?? `Fortnox ${values.tenantId}`
    const organisationNumber = textOf(company.OrganizationNumber)
    const detail = [name, organisationNumber].filter(Boolean).join(' · ')
    return passed(detail, { ...known, name, organisationNumber, country: textOf(company.CountryCode) })
  },
}

const unnamed = ({ message, remedy }: ConnectorError, found: object): Result => ({
  status: 'warning',
  diagnosis: `The name of the company cannot be read. ${message}`,
  remedy,
  field: 'accessToken',
  found: { ...found, country: null },
})
