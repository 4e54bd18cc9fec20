import type { Answer } from '../../../src/sdk/testing/index.ts'
import { notFound, ok } from './refusals.ts'
import { type Call, defineResource, type Resource, urlOf } from './resource.ts'
import type { Scope } from './scopes.ts'
import type { Currency, State } from './state.ts'

/** An answer that is one thing and no list. */
export interface Single {
  readonly scope: Scope
  readonly answer: (call: Call) => Answer
}

const organisationNumber = '556677-8899'
const address = { Address: 'Storgatan 1', City: 'Malmö', CountryCode: 'SE', ZipCode: '211 22' }

/** The same number is a number here and a text among the settings. */
const companyInformation = ({ state }: Call): Answer =>
  ok({
    CompanyInformation: {
      ...{ ...address, CompanyName: state.companyName, DatabaseNumber: state.tenantId },
      ...{ OrganizationNumber: organisationNumber, VisitAddress: '', VisitCity: '', VisitCountryCode: 'SE' },
      VisitZipCode: '',
    },
  })

const companySettings = ({ state }: Call): Answer =>
  ok({
    CompanySettings: {
      ...{ ...address, BG: '123-4567', BIC: '', BranchCode: '', ContactFirstName: '', ContactLastName: '' },
      ...{ Country: 'Sverige', DatabaseNumber: String(state.tenantId), Domicile: 'Malmö', Email: '', Fax: '' },
      ...{ IBAN: '', Name: state.companyName, OrganizationNumber: organisationNumber, PG: '', Phone1: '', Phone2: '' },
      ...{ TaxEnabled: true, VATNumber: 'SE556677889901', VisitAddress: '', VisitCity: '', VisitCountry: '' },
      ...{ VisitCountryCode: 'SE', VisitName: '', VisitZipCode: '', WWW: '' },
    },
  })

/** Nothing is locked: the day is absent. */
const lockedPeriod = ({ state: { lockedUntil } }: Call): Answer =>
  ok({ LockedPeriod: lockedUntil === null ? {} : { EndDate: lockedUntil } })

export const singles: Readonly<Record<string, Single>> = {
  companyinformation: { scope: 'companyinformation', answer: companyInformation },
  'settings/company': { scope: 'settings', answer: companySettings },
  'settings/lockedperiod': { scope: 'settings', answer: lockedPeriod },
}

const predefined: Readonly<Record<string, number>> = {
  ...{ SALES_25_SE: 3001, SALES_12_SE: 3002, SALES_6_SE: 3003, SALES_0_SE: 3004 },
  ...{ SALESEUREV: 3108, SALESEUVAT: 3106, SALESEXPORT: 3105, CUSTCLAIM: 1510, FREIGHT: 3520, ADMFEE: 3540 },
  ...{ ROUNDOFF: 3740, OUTVAT_MP1: 2611, OUTVAT_MP2: 2621, OUTVAT_MP3: 2631, INVAT: 2640 },
  ...{ CURRENCYWIN: 3960, CURRENCYLOSS: 7960 },
}

const predefinedAccounts = defineResource<readonly [string, number]>({
  ...{ path: 'predefinedaccounts', list: 'PreDefinedAccounts', one: 'PreDefinedAccount', scope: 'settings' },
  missing: notFound.other,
  rows: () => Object.entries(predefined),
  showListed: ([Name, Account]) => ({ '@url': urlOf(`predefinedaccounts/${Name}`), Account, Name }),
  show: ([Name, Account]) => ({ '@url': urlOf(`predefinedaccounts/${Name}`), Account, Name }),
  find: (_, [name]) => Object.entries(predefined).find(([one]) => one === name),
})

const showCurrency = ({ code, description, rate, unit }: Currency) => ({
  '@url': urlOf(`currencies/${code}`),
  ...{ BuyRate: rate, Code: code, Date: '2026-01-02', Description: description, IsAutomatic: true },
  ...{ SellRate: rate, Unit: unit },
})

const currencies = defineResource<Currency>({
  ...{ path: 'currencies', list: 'Currencies', one: 'Currency', scope: 'currency', missing: notFound.currency },
  rows: ({ state }) => state.currencies,
  ...{ showListed: showCurrency, show: showCurrency },
  find: ({ state }, [code]) => state.currencies.find(one => one.code === code),
})

/** Enough of them for the second page to show the first one again. */
const numbered = (state: State) => Array.from({ length: 6 }, (_, n) => state.seed * 10 + n)

const costCenters = defineResource<number>({
  ...{ path: 'costcenters', list: 'CostCenters', one: 'CostCenter', scope: 'costcenter', missing: notFound.other },
  rows: ({ state }) => numbered(state),
  showListed: code => ({
    '@url': urlOf(`costcenters/${code}`),
    Active: true,
    Code: String(code),
    Description: 'Butik',
  }),
  show: code => ({ '@url': urlOf(`costcenters/${code}`), Active: true, Code: String(code), Description: 'Butik' }),
  find: ({ state }, [code]) => numbered(state).find(one => String(one) === code),
  paging: 'ignores page',
})

const showProject = (number: number) => ({
  '@url': urlOf(`projects/${number}`),
  ...{ Description: 'Julskyltning', EndDate: null, ProjectLeader: null, ProjectNumber: String(number) },
  ...{ Status: 'ONGOING', StartDate: null },
})

const projects = defineResource<number>({
  ...{ path: 'projects', list: 'Projects', one: 'Project', scope: 'project', missing: notFound.project },
  rows: ({ state }) => numbered(state),
  ...{ showListed: showProject, show: showProject },
  find: ({ state }, [number]) => numbered(state).find(one => String(one) === number),
  paging: 'ignores page',
})

const showTerm = (code: string) => ({ '@url': urlOf(`termsofdeliveries/${code}`), Code: code, Description: code })

/** All of them whatever limit is asked for, and no MetaInformation. */
const termsOfDeliveries = defineResource<string>({
  ...{ path: 'termsofdeliveries', list: 'TermsOfDeliveries', one: 'TermsOfDelivery', scope: 'settings' },
  missing: notFound.other,
  rows: () => ['FVL', 'DAP', 'EXW'],
  ...{ showListed: showTerm, show: showTerm },
  paging: 'none',
})

export const smallLists: readonly Resource[] = [
  ...[predefinedAccounts, currencies, costCenters, projects, termsOfDeliveries],
]
