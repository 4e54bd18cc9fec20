import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  fastify,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { AlertSettings } from '../config/alert-settings.ts'
import type { SsoSettings } from '../config/sso.ts'
import type { PracticeOrigins } from '../connections/open.ts'
import type { Vault } from '../connections/secrets.ts'
import type { StartRun } from '../connections/start-run.ts'
import type { Network } from '../connections/verify.ts'
import { type Database, seenByGroup } from '../db.ts'
import type { Log } from '../log.ts'
import type { PracticeStores } from '../practice/stores.ts'
import type { Queue } from '../queue.ts'
import { requestRun } from '../runs/request.ts'
import type { Registry } from '../sdk/index.ts'
import type { Tracing } from '../trace.ts'
import { apiPrefix, requireRoles } from './auth.ts'
import { createFindCaller, createFindToken, type FindToken } from './caller.ts'
import { encryptAnew } from './encrypt-anew.ts'
import { safeHeaders, transportHeaders } from './headers.ts'
import { allowNoBody, answerMalformed } from './malformed.ts'
import { serveDocuments } from './openapi.ts'
import { servePages } from './pages.ts'
import { sendProblem } from './problem.ts'
import { addActivityRoutes } from './routes/activity.ts'
import { addAlertRoutes } from './routes/alerts.ts'
import { addAuditRoutes } from './routes/audit.ts'
import { addAuthorizationRoutes, addReturnRoute } from './routes/authorizations.ts'
import { addBookReportRoutes } from './routes/book-reports.ts'
import { addBrakeRoutes } from './routes/brakes.ts'
import { addConnectionRoutes } from './routes/connections.ts'
import { addConnectorRoutes } from './routes/connectors.ts'
import { addDoctorRoutes } from './routes/doctor.ts'
import { addEventRoutes } from './routes/events.ts'
import { addHealthRoutes } from './routes/health.ts'
import { addKeyRoutes } from './routes/keys.ts'
import { addLookupRoutes } from './routes/lookups.ts'
import { addMeRoutes } from './routes/me.ts'
import { addMetricsRoute } from './routes/metrics.ts'
import { addOverviewRoutes } from './routes/overview.ts'
import { addPlaceRoutes } from './routes/places.ts'
import { addPracticeRoutes } from './routes/practice.ts'
import { addRecordDetailRoutes } from './routes/record-details.ts'
import { addRecordRoutes } from './routes/records.ts'
import { addRejectionRoutes } from './routes/rejections.ts'
import { addRunRoutes } from './routes/runs.ts'
import { addScheduleRoutes } from './routes/schedules.ts'
import { addSealRoutes } from './routes/seals.ts'
import { addSessionRoutes } from './routes/session.ts'
import { addSsoRoutes } from './routes/sso.ts'
import { addStatusRoutes } from './routes/status.ts'
import { addTwoFactorRoutes } from './routes/two-factor.ts'
import { addUserRoutes } from './routes/users.ts'
import { addVerifyRoutes } from './routes/verify.ts'
import { sayAnswers } from './say-answers.ts'
import { openSignIn, type SignIn } from './sign-in.ts'
import { openSso, type SingleSignOn } from './sso.ts'
import { traceRequests } from './trace-requests.ts'
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
  readonly queue: Queue
  readonly vault: Vault
  readonly registry: Registry
  readonly network: Network
  /** Absent: this process runs none. */
  readonly practice?: PracticeStores | undefined
  /** Where an embedded database and the key file are. */
  readonly dataDir: string
  /** Where the sealing key is kept, if in a file. */
  readonly keyFile?: string | undefined
  /** Who is told of what is wrong; absent: nobody. */
  readonly alerts?: AlertSettings
  readonly log: Log
  readonly version: string
  /** Absent: requests are not traced. */
  readonly tracing?: Tracing | undefined
  /** Where browsers reach us, where it is not host and port. */
  readonly publicUrl?: string | undefined
  /** Absent: people sign in with passwords alone. */
  readonly ssoSettings?: SsoSettings | undefined
  /** Proxies that may say who asks. Default: none. */
  readonly trustedProxies?: readonly string[]
  /** The web interface as it was built. Default: where the build puts it. */
  readonly pagesDir?: string
  /** Lets the process's own command line in, as an admin. */
  readonly operatorKey?: string
  /** To send a request whole, its body included: whoever drips it holds a connection no longer. Default 60,000. */
  readonly requestTimeLimitMs?: number
  /** For the database to answer whether we can serve. Default 5,000. */
  readonly readyTimeLimitMs?: number
  /** For all checks of a verification together. Default 60,000. */
  readonly verifyTimeLimitMs?: number
  /** Default 15,000. */
  readonly lookupTimeLimitMs?: number
  /** Default 120,000. */
  readonly sealTimeLimitMs?: number
}

/** What a request is answered with. */
export interface RouteContext extends ServerOptions {
  readonly startRun: StartRun
  readonly practiceOrigins: PracticeOrigins | undefined
  readonly signIn: SignIn
  readonly findToken: FindToken
  readonly sso: SingleSignOn | undefined
}

/** What routes are made with. The database is not in it: what there is depends on who asks. */
export interface Routing extends Omit<RouteContext, 'db'> {
  /** With the database as the caller sees it: a key of a company group sees only that group's part. */
  readonly seenBy: (request: FastifyRequest) => RouteContext
}

/** Adds the routes of one subject. */
export type AddRoutes = (app: App, routing: Routing) => void

const routes: readonly AddRoutes[] = [
  addSessionRoutes,
  addSsoRoutes,
  addMeRoutes,
  addTwoFactorRoutes,
  addUserRoutes,
  addConnectorRoutes,
  addAuthorizationRoutes,
  addReturnRoute,
  addVerifyRoutes,
  addConnectionRoutes,
  addActivityRoutes,
  addScheduleRoutes,
  addRunRoutes,
  addBrakeRoutes,
  addAlertRoutes,
  addRecordRoutes,
  addRecordDetailRoutes,
  addBookReportRoutes,
  addLookupRoutes,
  addRejectionRoutes,
  addEventRoutes,
  addPlaceRoutes,
  addKeyRoutes,
  addAuditRoutes,
  addDoctorRoutes,
  addPracticeRoutes,
  addStatusRoutes,
  addOverviewRoutes,
  addSealRoutes,
]

const builtPages = fileURLToPath(new URL('../ui/dist', import.meta.url))

/** The HTTP API, ready to listen. Closing it ends the answers that are still being told. */
export async function createServer(options: ServerOptions): Promise<App> {
  const { requestTimeLimitMs = 60_000 } = options
  const app: App = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1_048_576,
    requestTimeout: requestTimeLimitMs,
    http: { headersTimeout: requestTimeLimitMs, connectionsCheckingInterval: Math.min(requestTimeLimitMs, 10_000) },
    trustProxy: [...(options.trustedProxies ?? [])],
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply),
    clientErrorHandler: answerMalformed,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(sendProblem)
  traceRequests(app, options.tracing)
  allowNoBody(app)
  sayAnswers(app, options.registry)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...safeHeaders(request), ...transportHeaders(request, options.publicUrl) })
  })
  answerUnknown(app, await servePages(app, options.pagesDir ?? builtPages))
  await encryptAnew(options.db, options.vault)
  const signIn = openSignIn(options)
  const findToken = createFindToken(options)
  requireRoles(app, options, createFindCaller(signIn, findToken))
  await serveDocuments(app, options.version)
  const practiceOrigins = options.practice?.origins
  const sso = serveSso(app, options)
  const context = { ...options, signIn, findToken, sso, practiceOrigins, startRun: requestRun.bind(null, options) }
  const routing = createRouting(context)
  addHealthRoutes(app, routing)
  addMetricsRoute(app, routing)
  await app.register(
    async api => {
      for (const add of routes) add(api, routing)
    },
    { prefix: apiPrefix },
  )
  await app.ready()
  return app
}

function createRouting(context: RouteContext): Routing {
  const { db, ...shared } = context
  const seenBy = ({ caller }: FastifyRequest): RouteContext =>
    caller?.companyGroup ? { ...context, db: seenByGroup(db, caller.companyGroup.id) } : context
  return { ...shared, seenBy }
}

function serveSso(app: App, { db, vault, network, publicUrl, ssoSettings: settings }: ServerOptions) {
  if (settings === undefined) return undefined
  const sso = openSso({ db, vault, settings, ca: network.ca, publicUrl })
  app.addHook('onClose', async () => sso.provider.close())
  return sso
}
