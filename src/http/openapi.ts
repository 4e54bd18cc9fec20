import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { apiPrefix } from './auth.ts'
import type { App } from './server.ts'

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
          'Connections to external systems, their schedules and runs, and the records that arrived. ' +
          'Roles, from least to most: viewer, support, admin. `x-role` is the least one that may ask.',
      },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key, `kpl_…`' } } },
    },
    transform: input => {
      const { schema, url } = jsonSchemaTransform(input)
      if (!url.startsWith(apiPrefix)) return { schema, url }
      const tags = [url.slice(apiPrefix.length + 1).split('/')[0] ?? '']
      const answered = schema as { response?: object }
      return { url, schema: { tags, ...schema, response: { ...answered.response, default: problem } } }
    },
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, { routePrefix: docsPath, staticCSP: true, theme: { title: 'Koppla API' } })
  app.get(documentPath, { schema: { hide: true } }, () => app.swagger())
}
