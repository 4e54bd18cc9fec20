// What the compiler refuses. Each line below must stay an error; nothing here is ever run.
import { z } from 'zod'
import { defineConnector, entity, networkChecks, StoreFacts, secret, text } from '../../src/sdk/index.ts'

const importer = {
  incremental: false,
  startsAtOrderStart: false,
  raw: z.object({ id: z.number() }),
  idOf: () => null,
  position: z.object({}),
  async *pages() {
    yield { records: [], next: null }
  },
  fetch: async () => [],
}
const good = {
  ...{
    externalId: '1',
    createdAt: null,
    modifiedAt: null,
    email: null,
    firstName: null,
    lastName: null,
    company: null,
  },
  ...{ phone: null, username: null, role: null, billing: null, shipping: null },
}
const stock = {
  ...{ externalId: '1', createdAt: null, modifiedAt: null, parentExternalId: '1', variantExternalId: '1' },
  ...{ locationExternalId: null, sku: null, managed: true, status: 'in_stock' as const, backorders: false },
}

entity({ name: 'customers', label: '', import: { ...importer, map: raw => ({ ...good, externalId: String(raw.id) }) } })
entity({ name: 'stock', label: '', import: { ...importer, map: () => ({ ...stock, quantity: '1.5' }) } })
// @ts-expect-error not a canonical name
entity({ name: 'gadgets', label: '' })
// @ts-expect-error an id is not a string
entity({ name: 'customers', label: '', import: { ...importer, map: raw => ({ ...good, externalId: raw.id }) } })
// @ts-expect-error a field the raw schema does not promise
entity({ name: 'customers', label: '', import: { ...importer, map: raw => ({ ...good, email: raw.mail }) } })
// @ts-expect-error a quantity, as money, is a decimal string
entity({ name: 'stock', label: '', import: { ...importer, map: () => ({ ...stock, quantity: 1.5 }) } })
// @ts-expect-error without fetch no deletion could be confirmed
entity({ name: 'customers', label: '', import: { ...importer, fetch: undefined, map: () => good } })
const answering = { label: '', output: z.object({ count: z.number() }) }
entity({ name: 'orders', label: '', lookups: { notes: { ...answering, run: async () => ({ count: 1 }) } } })
// @ts-expect-error a lookup answers in its own schema
entity({ name: 'orders', label: '', lookups: { notes: { ...answering, run: async () => ({ count: 'one' }) } } })

const base = {
  ...{ id: 'x', name: 'X', apiVersion: '1', docsUrl: 'https://x.example', facts: StoreFacts, checks: [], entities: [] },
  rateLimit: { concurrency: 1 },
  clock: async () => ({ at: null }),
}
const fields = { baseUrl: text({ label: '', help: '' }), accessToken: secret({ label: '', help: '' }) }
defineConnector({ ...base, fields, client: values => values.baseUrl + values.accessToken })
defineConnector({
  ...base,
  fields,
  client: values => values,
  checks: networkChecks((values: { baseUrl: string }) => values.baseUrl, 'baseUrl'),
})
// @ts-expect-error no such credential
defineConnector({ ...base, fields, client: values => values.password })
// @ts-expect-error every field says where its value is found
defineConnector({ ...base, fields: { baseUrl: text({ label: '' }) }, client: () => 1 })
