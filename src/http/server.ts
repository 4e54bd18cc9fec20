import { randomUUID } from 'node:crypto'
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  fastify,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Database } from '../db.ts'
import type { Log } from '../log.ts'
import { apiPrefix, requireKeys } from './auth.ts'
import { safeHeaders } from './headers.ts'
import { serveDocuments } from './openapi.ts'
import { sendProblem } from './problem.ts'
import { addAuditRoutes } from './routes/audit.ts'
import { addHealthRoutes } from './routes/health.ts'
import { addKeyRoutes } from './routes/keys.ts'
import { addRecordDetailRoutes } from './routes/record-details.ts'
import { addRecordRoutes } from './routes/records.ts'
import { answerUnknown } from './unknown.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

export interface ServerOptions {
  readonly db: Database
  readonly log: Log
  readonly version: string
}

/** Adds the routes of one subject. */
export type AddRoutes = (app: App, options: ServerOptions) => void

const routes: readonly AddRoutes[] = [addKeyRoutes, addAuditRoutes, addRecordRoutes, addRecordDetailRoutes]

/** The HTTP API, ready to listen. Closing it ends the answers that are still being told. */
export async function createServer(options: ServerOptions): Promise<App> {
  const app: App = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1_048_576,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(sendProblem)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(safeHeaders(request))
  })
  answerUnknown(app)
  requireKeys(app, options.db)
  await serveDocuments(app, options.version)
  addHealthRoutes(app, options)
  await app.register(
    async api => {
      for (const add of routes) add(api, options)
    },
    { prefix: apiPrefix },
  )
  await app.ready()
  return app
}
