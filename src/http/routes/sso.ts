import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '../../errors.ts'
import type { AddRoutes, RouteContext } from '../server.ts'
import { openSession } from '../sessions.ts'
import { addCookie } from '../set-cookies.ts'
import { forgottenFlow } from '../sso/flow.ts'
import { SsoError } from '../sso/refusal.ts'

const config = { role: 'anyone' } as const

/** A path of ours: nobody is sent to another site. `/..//a.example` comes out of the parser as `//a.example`, which is one. */
const Next = z
  .string()
  .max(500)
  .transform(text => new URL(text, 'http://koppla.invalid'))
  .refine(({ origin }) => origin === 'http://koppla.invalid')
  .transform(({ pathname, search, hash }) => pathname.replace(/^\/+/, '/') + search + hash)
  .catch('/')

const Begin = z.object({ next: Next })

/** The rest of what the provider adds is for the one who reads its answer. */
const Returned = z.object({ state: z.string().max(200).optional() })

/** Pages that a browser passes through, no part of the API's documentation. Where it fails, the sign-in page says why. */
export const addSsoRoutes: AddRoutes = (app, { seenBy }) => {
  app.get('/session/sso', { config, schema: { hide: true, querystring: Begin } }, (request, reply) => {
    const context = seenBy(request)
    return orTell(context, { request, reply }, async () => {
      const { location, cookie } = await ssoOf(context).begin(request, request.query.next)
      addCookie(reply, cookie)
      return location
    })
  })
  app.get('/session/sso/callback', { config, schema: { hide: true, querystring: Returned } }, (request, reply) => {
    const context = seenBy(request)
    return orTell(context, { request, reply }, async () => {
      const { userId, next } = await ssoOf(context).finish(request, request.query.state)
      const answered = await context.signIn.ask(request, '/sign-in/sso', { body: { userId }, cookie: '' })
      if (answered.status === 429) throw new SsoError('too_many', 'There were too many attempts from this address.')
      await openSession(context.db, { request, reply }, { answered, via: 'single sign-on' })
      addCookie(reply, forgottenFlow)
      return next
    })
  })
}

/** Goes where the work says; where it was refused, to the sign-in page, which says why. */
async function orTell(
  { log }: RouteContext,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  work: () => Promise<string>,
) {
  try {
    return await reply.redirect(await work())
  } catch (error) {
    if (!(error instanceof SsoError)) throw error
    log.warn({ code: error.code, reason: error.message, requestId: request.id }, 'single sign-on let nobody in')
    return await reply.redirect(`/sign-in?sso=${error.code}`)
  }
}

function ssoOf({ sso }: RouteContext) {
  if (sso !== undefined) return sso
  throw new Problem('not_found', 'Single sign-on is not set up.', {
    remedy: 'Sign in with e-mail and password. The operator can set it up: KOPPLA_SSO_ISSUER.',
  })
}
