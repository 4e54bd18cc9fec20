// A company in Fortnox beside the stage, with its books.
import type { Test } from 'tap'
import { type RunningStore, type State, startPracticeFortnox } from '../../connectors/fortnox/practice-store/index.ts'
import { registry } from '../../connectors/index.ts'
import type { AnyConnector, Entity, EntityName, Registry } from '../../src/sdk/index.ts'
import type { Api } from '../journey/api.ts'
import { runToEnd, saveForm } from '../journey/shop.ts'
import { anAccount, aVoucher } from '../support/books.ts'
import { canonicalEntity } from '../support/canonical-entity.ts'

export interface Company {
  readonly shop: RunningStore
  readonly connectionId: string
}

let books: State | undefined

const decimal = (ore: number) => (ore / 100).toFixed(2)

function yearOf({ years }: State, id: number) {
  const { from, to } = years.find(one => one.id === id)!
  return { yearExternalId: String(id), yearFrom: from, yearTo: to }
}

const accountsOf = (state: State) =>
  state.accounts.map(one =>
    anAccount(String(one.number), {
      ...yearOf(state, one.yearId),
      ...{ description: one.description, active: one.active, openingBalance: decimal(one.opening) },
    }),
  )

const vouchersOf = (state: State) =>
  state.vouchers.map(one =>
    aVoucher(String(one.number), {
      ...yearOf(state, one.yearId),
      ...{ series: one.series, transactionOn: one.day, description: one.description },
      ...{ referenceType: one.referenceType || null, referenceNumber: one.referenceNumber || null },
      rows: one.rows
        .filter(row => !row.removed)
        .map(row => ({
          ...{ accountNumber: String(row.account), debit: decimal(row.debit), credit: decimal(row.credit) },
          ...{ description: row.info || null, costCentre: null, project: null, quantity: null },
        })),
    }),
  )

function readWhole(name: EntityName, recordsOf: (state: State) => readonly unknown[]): Entity {
  const entity = canonicalEntity(name) as Entity
  async function* pages() {
    yield { records: books ? recordsOf(books) : [], next: null }
  }
  return { ...entity, import: { ...entity.import!, pages } as NonNullable<Entity['import']> }
}

/** What the connector does not import of the books is read from the practice company as it is. */
function withBooks(connector: AnyConnector): AnyConnector {
  const own = connector.entities as readonly Entity[]
  const whole = [readWhole('accounts', accountsOf), readWhole('vouchers', vouchersOf)]
  return { ...connector, entities: [...own, ...whole.filter(({ name }) => !own.some(one => one.name === name))] }
}

export const keepingBooks: Registry = new Map(
  [...registry].map(([id, one]): [string, AnyConnector] => [id, id === 'fortnox' ? withBooks(one) : one]),
)

/** Connected, with its accounts, vouchers and invoices; a voucher that does not balance is set aside. */
export async function addCompany(t: Test, product: Api): Promise<Company> {
  const shop = await startPracticeFortnox({ orders: 8, articles: 5, customers: 4, vouchers: 30 })
  t.teardown(() => shop.close())
  const { state } = shop.store
  state.vouchers.find(one => one.yearId === 1)!.rows.pop()
  books = state
  const { clientId: accessToken, clientSecret: secret } = shop.apps.full
  const credential = { apiUrl: shop.baseUrl, accessToken, secret, tenantId: String(state.tenantId) }
  const connectionId = await saveForm(product, { externalSystem: 'fortnox', credential }, { name: 'Bolaget' })
  for (const entity of ['accounts', 'vouchers', 'invoices']) await runToEnd(product, connectionId, { entity })
  return { shop, connectionId }
}
