import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { beginAuthorization, cancelAuthorization, readAuthorization } from '../../connections/authorize.ts'
import { type AuthorizationEnded, finishAuthorization } from '../../connections/authorized.ts'
import { AuthorizationAnswer, AuthorizationBegun, AuthorizationInput, ReturnQuery } from '../api/authorizations.ts'
import { IdParams } from '../api/common.ts'
import { apiPrefix } from '../auth.ts'
import { ownAddress } from '../origin.ts'
import { toPlain } from '../plain.ts'
import { explain } from '../problem.ts'
import { sendReturnPage } from '../return-page.ts'
import { preferredLanguage } from '../say-answers.ts'
import type { AddRoutes } from '../server.ts'

/** For people only: consent is given in a browser, and comes back to the session that asked for it. */
const config = { role: 'admin', person: true } as const

/** What is registered with a system as redirect address. */
export const redirectUriOf = (request: FastifyRequest, publicUrl: string | undefined): string =>
  new URL(`${ownAddress(request, publicUrl)}${apiPrefix}/authorizations/callback`).href

export const addAuthorizationRoutes: AddRoutes = (app, { publicUrl, seenBy }) => {
  app.post(
    '/authorizations',
    {
      config,
      schema: {
        summary: 'Ask for consent at the system’s own page, for values that the form needs',
        body: AuthorizationInput,
        response: { 201: AuthorizationBegun },
      },
    },
    async (request, reply) => {
      const redirectUri = redirectUriOf(request, publicUrl)
      const begun = await beginAuthorization(seenBy(request), {
        ...request.body,
        redirectUri,
        sessionId: sessionOf(request),
      })
      return reply.code(201).send(toPlain(begun))
    },
  )
  app.get(
    '/authorizations/:id',
    {
      config,
      schema: { summary: 'How it ended, or has not yet', params: IdParams, response: { 200: AuthorizationAnswer } },
    },
    request => readAuthorization(seenBy(request).db, request.params.id, sessionOf(request)),
  )
  app.delete(
    '/authorizations/:id',
    { config, schema: { summary: 'Wait for it no longer', params: IdParams, response: { 204: z.null() } } },
    async (request, reply) => {
      await cancelAuthorization(seenBy(request).db, request.params.id, sessionOf(request))
      return reply.code(204).send(null)
    },
  )
}

/** A page that a browser passes through, no part of the API's documentation. It shows neither code nor state. */
export const addReturnRoute: AddRoutes = (app, { seenBy }) => {
  app.get(
    '/authorizations/callback',
    { config, schema: { hide: true, querystring: ReturnQuery }, errorHandler: tellFailure },
    async (request, reply) => {
      const { error_description: errorDescription, ...query } = request.query
      const by = { sessionId: sessionOf(request), actor: request.actor }
      return tellEnd(request, reply, await finishAuthorization(seenBy(request), { ...query, errorDescription }, by))
    },
  )
}

const sessionOf = ({ caller }: FastifyRequest): string => caller.sessionId!

const languageOf = ({ headers }: FastifyRequest) => preferredLanguage(headers['accept-language'])

const closeWords = 'You may close this window and go on in the form.'

function tellEnd(request: FastifyRequest, reply: FastifyReply, { id, name, outcome }: AuthorizationEnded) {
  const done = 'fields' in outcome
  const title = done ? `${name} has let Koppla in.` : `${name} has not let Koppla in.`
  const lines = done ? [closeWords] : [outcome.problem.message, outcome.problem.remedy, closeWords]
  const page = { status: 200, language: languageOf(request), id, done }
  return sendReturnPage(reply, { ...page, title: request.say(title), lines: lines.map(request.say) })
}

/** Also for whoever is not let in at all: what comes back to a browser is a page. */
function tellFailure(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const { status, detail, remedy } = explain(error)
  if (status >= 500) request.log.error({ err: error, requestId: request.id }, 'a request failed')
  const lines = status === 401 ? signInAgain : [detail, remedy].filter(line => typeof line === 'string')
  const page = { status, language: languageOf(request), title: request.say('This could not be finished.') }
  sendReturnPage(reply, { ...page, lines: lines.map(request.say) })
}

const signInAgain = ['Nobody is signed in any more.', 'Sign in, and begin again in the form.']
