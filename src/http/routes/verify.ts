import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findConnector, parseCredential } from '../../connections/credential.ts'
import { grantOf, openGrant } from '../../connections/grant.ts'
import { limiterOf } from '../../connections/limits.ts'
import { readConnection } from '../../connections/open.ts'
import type { CheckOutcome } from '../../connections/outcome.ts'
import { verifyConnection } from '../../connections/reverify.ts'
import { issueToken } from '../../connections/verification-token.ts'
import { finishChecks, type Verification, verifyCredential } from '../../connections/verify.ts'
import { Problem } from '../../errors.ts'
import { IdParams } from '../api/common.ts'
import { VerificationReport, VerifyInput } from '../api/connections.ts'
import type { AddRoutes, RouteContext } from '../server.ts'
import { leavingSignal, type Told, tellEvents, wantsEvents } from '../server-sent.ts'

const config = { role: 'support' } as const
const response = {
  200: {
    description: 'The report; or, for `Accept: text/event-stream`, an event `check` for each and `report` at the end.',
    content: {
      'application/json': { schema: VerificationReport },
      'text/event-stream': { schema: z.string() },
    },
  },
}

export const addVerifyRoutes: AddRoutes = (app, { seenBy }) => {
  app.post(
    '/connections/verify',
    { config, schema: { summary: 'Verify values that are stored nowhere', body: VerifyInput, response } },
    async (request, reply) => {
      const { connectionId, authorizationId: grantId } = request.body
      const options = seenBy(request)
      const input = await readInput(options, request.body, request.caller.sessionId)
      const checks = verifyCredential(options, { ...input, signal: leavingSignal(reply) })
      await answer({ request, reply }, checks, verification => report(options, verification, { connectionId, grantId }))
      return reply
    },
  )
  app.post(
    '/connections/:id/verify',
    { config, schema: { summary: 'Verify what is stored', params: IdParams, response } },
    async (request, reply) => {
      const reverify = { signal: leavingSignal(reply), actor: request.actor }
      const checks = verifyConnection(seenBy(request), request.params.id, reverify)
      await answer({ request, reply }, checks, verification => ({ ...toReport(verification), ...noToken }))
      return reply
    },
  )
}

async function readInput(options: RouteContext, body: VerifyInput, sessionId: string | undefined) {
  const { externalSystem, credential, connectionId, authorizationId } = body
  const connector = findConnector(options.registry, externalSystem)
  const grant = grantOf(authorizationId, sessionId)
  const shared = grant && { shared: await openGrant(options, grant, connector) }
  const values = { credential: parseCredential(connector, credential), ...shared }
  if (connectionId === undefined) return { connector, ...values }
  const { connector: ofStored, identity, practiceOrigin } = await readConnection(options, connectionId)
  if (ofStored.id === connector.id) {
    const limiter = limiterOf(options.db, connectionId, connector.rateLimit)
    return { connector, ...values, identity, practiceOrigin, limiter }
  }
  const message = `This connection is one to ${ofStored.name}.`
  throw new Problem('invalid', message, { fields: [{ path: 'externalSystem', message }] })
}

async function answer(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  checks: AsyncGenerator<CheckOutcome, Verification>,
  report: (verification: Verification) => VerificationReport,
): Promise<void> {
  if (wantsEvents(request)) return tellEvents(request, reply, tellChecks(checks, report))
  void reply.send(report(await finishChecks(checks)))
}

async function* tellChecks(
  checks: AsyncGenerator<CheckOutcome, Verification>,
  report: (verification: Verification) => VerificationReport,
): AsyncGenerator<Told, void> {
  for (;;) {
    const { done, value } = await checks.next()
    if (done) return yield { event: 'report', data: report(value) }
    yield { event: 'check', data: value }
  }
}

const noToken = { verificationToken: null, expiresAt: null }

const toReport = ({ report, verified }: Verification) => ({
  green: verified !== undefined,
  checks: [...report],
  store: verified?.facts ?? null,
  unreadable: { ...verified?.unreadable },
})

function report(
  { vault }: RouteContext,
  verification: Verification,
  bound: Parameters<typeof issueToken>[2],
): VerificationReport {
  if (verification.verified === undefined) return { ...toReport(verification), ...noToken }
  const { token, expiresAt } = issueToken(vault, verification.verified, bound)
  return { ...toReport(verification), verificationToken: token, expiresAt }
}
