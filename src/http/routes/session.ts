import { z } from 'zod'
import { Problem } from '../../errors.ts'
import { Setup, SetupInput, SignedIn, SignIn } from '../api/session.ts'
import type { FindToken } from '../caller.ts'
import type { AddRoutes } from '../server.ts'
import { endSession, startSession } from '../sessions.ts'
import { setCookies } from '../set-cookies.ts'
import { alreadySetUp, createFirstAdmin, hasUsers } from '../users.ts'

const open = { config: { role: 'anyone' } } as const

export const addSessionRoutes: AddRoutes = (app, { seenBy, signIn, findToken, sso }) => {
  app.get(
    '/setup',
    { ...open, schema: { summary: 'What the sign-in page must know', response: { 200: Setup } } },
    async request => ({
      needed: !(await hasUsers(seenBy(request).db.pool)),
      sso: sso === undefined ? null : { label: sso.settings.label ?? null },
    }),
  )
  app.post(
    '/setup',
    {
      ...open,
      schema: {
        summary: 'Make the first admin, and sign in',
        description: 'Once: afterwards it is refused with 409.',
        body: SetupInput,
        response: { 201: SignedIn },
      },
    },
    async (request, reply) => {
      const { key, ...input } = request.body
      const context = seenBy(request)
      if (await hasUsers(context.db.pool)) throw alreadySetUp()
      requireAdminKey(await findToken(request, reply, key))
      await createFirstAdmin(context.db, input, { name: input.email, via: 'person', address: request.ip })
      return reply.code(201).send(await startSession(context, { request, reply }, input))
    },
  )
  app.post(
    '/session',
    { ...open, schema: { summary: 'Sign in', body: SignIn, response: { 200: SignedIn } } },
    (request, reply) => startSession(seenBy(request), { request, reply }, request.body),
  )
  app.delete(
    '/session',
    {
      config: { role: 'viewer', person: true, withGivenPassword: true },
      schema: { summary: 'Sign out', response: { 204: z.null() } },
    },
    async (request, reply) => {
      await endSession(seenBy(request).db, request, request.caller.sessionId!)
      setCookies(reply, await signIn.ask(request, '/sign-out'))
      return reply.code(204).send(null)
    },
  )
}

function requireAdminKey(known: Awaited<ReturnType<FindToken>>): void {
  if (known?.role === 'admin' && known.companyGroup === null) return
  const message = 'This is not an admin key of this Koppla.'
  throw new Problem('invalid', message, {
    fields: [{ path: 'key', message }],
    remedy:
      'Use the one that the first start printed, or make one on the server: `koppla keys create setup --role admin`.',
  })
}
