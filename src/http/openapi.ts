import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { apiPrefix } from './auth.ts'
import { pageHeaders } from './headers.ts'
import type { App } from './server.ts'
import { sessionCookie } from './sign-in.ts'

const problem = {
  description: 'What went wrong, and what to do',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

const documentPath = '/api/openapi.json'
export const docsPath = '/api/docs'

/** The API's document, from the schemas that the routes are checked by, and a page to read it on that needs no internet. */
export async function serveDocuments(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Koppla',
        version,
        description:
          'Connections to external systems, their schedules and runs, and the records that arrived.\n\n' +
          '**Who asks.** Send `Authorization: Bearer kpl_…`; in a browser, the session does. Either has a role, from least to most: viewer, support, admin; ' +
          'each route names the least one that may ask, here and as `x-role`.\n\n' +
          'A key may be for one company group: it sees what hangs on that group’s connections, as if there were no others.\n\n' +
          '**Lists** come a page at a time: give `next` as `after` until it is null. Filters that are not there are refused.\n\n' +
          '**Values.** Instants are UTC (`2026-03-29T01:00:00.000Z`), money and quantities are decimal text (`"1249.50"`), ' +
          '`externalId` is the id in the store.\n\n' +
          '**Errors** are `application/problem+json`: `detail` says what and why, `remedy` what to do, `errors` which inputs.\n\n' +
          '**In this order:** `GET /connectors`, `POST /connections/verify`, `POST /connections` with the token of the report, ' +
          '`POST /connections/{id}/schedules/{entity}/activate` or `POST /connections/{id}/runs`, then read.',
      },
      tags: Object.entries(subjects).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key, `kpl_…`' },
          session: { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'A person who has signed in' },
        },
      },
    },
    transform: input => {
      const { schema, url } = jsonSchemaTransform(input)
      if (!url.startsWith(apiPrefix)) return { schema, url }
      const tags = [url.slice(apiPrefix.length + 1).split(/[/.]/)[0] ?? '']
      const own = schema as { response?: object; description?: string; 'x-role'?: string; 'x-installation'?: boolean }
      const role = `Role: **${own['x-role']}**${own['x-installation'] ? ', of all company groups' : ''}.`
      const description = [own.description, role].filter(Boolean).join('\n\n')
      return { url, schema: { tags, ...own, description, response: { ...own.response, default: problem } } }
    },
    transformObject: document => leaveOutUnused(jsonSchemaTransformObject(document) as Document),
  })
  const theme = { title: 'Koppla API', css: [{ filename: 'koppla.css', content: '.topbar { display: none }' }] }
  await app.register(swaggerUi, { routePrefix: docsPath, staticCSP: pageHeaders['content-security-policy'], theme })
  app.get(documentPath, { schema: { hide: true } }, () => app.swagger())
}

const subjects = {
  setup: 'The first admin.',
  session: 'Signing in and out, in a browser.',
  me: 'Who asks: name, password, second factor, sessions.',
  users: 'The people who may sign in, and their roles.',
  connectors: 'The systems that can be connected.',
  authorizations: 'Consent given on a page of the system itself, for what the form needs.',
  connections: 'Links to external systems: verify, save, schedule, import.',
  schedules: 'When an entity is imported.',
  runs: 'What was imported, or is being imported now.',
  orders: 'Orders that arrived, with lines, refunds and tracking.',
  invoices: 'Invoices and credit notes that arrived, with their lines.',
  products: 'Products that arrived, with their variants.',
  customers: 'Customers that arrived.',
  shipments: 'Shipments of orders, with tracking.',
  stock: 'Stock of each variant.',
  accounts: 'Charts of accounts that arrived, one for each financial year.',
  vouchers: 'Vouchers that arrived, with their rows.',
  collections: 'Categories and collections of products.',
  rejections: 'Records that could not be stored, set aside with their reason.',
  events: 'Which records changed, in commit order: the feed for an ERP.',
  warehouses: 'What a connection may belong to.',
  'company-groups': 'What a connection may belong to.',
  keys: 'API keys and their roles.',
  audit: 'Who changed what.',
  status: 'How fresh and how complete what arrived is.',
  doctor: 'What keeps imports from working.',
}

type Document = ReturnType<typeof jsonSchemaTransformObject> & { components?: { schemas?: Record<string, unknown> } }

/** Each schema is made twice, for input and for output: what nothing refers to is left out. */
function leaveOutUnused(document: Document): Document {
  const { schemas = {}, ...components } = document.components ?? {}
  const used: Record<string, unknown> = {}
  const visit = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name in used || !(name in schemas)) continue
      used[name] = schemas[name]
      visit(schemas[name])
    }
  }
  visit({ ...document, components })
  return { ...document, components: { ...components, schemas: used } } as Document
}
