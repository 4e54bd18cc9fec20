import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordChange } from '../../connections/audit.ts'
import { Problem } from '../../errors.ts'
import { IdParams } from '../api/common.ts'
import { ChangeMe, Me, MySession } from '../api/session.ts'
import { toMe } from '../caller.ts'
import type { AddRoutes, RouteContext } from '../server.ts'
import { changePerson, endSession, listSessions, readPerson, refusal } from '../sessions.ts'
import { setCookies } from '../set-cookies.ts'

const config = { role: 'viewer', person: true } as const

export const addMeRoutes: AddRoutes = (app, { seenBy }) => {
  app.get(
    '/me',
    {
      config: { role: 'viewer', withGivenPassword: true },
      schema: { summary: 'Who asks, and what they may do', response: { 200: Me } },
    },
    async request => {
      const { caller } = request
      if (caller.via === 'key') return { ...caller, hasPassword: false }
      return toMe(await readPerson(seenBy(request).db.pool, caller.id))
    },
  )
  app.patch(
    '/me',
    {
      config: { ...config, withGivenPassword: true },
      schema: { summary: 'Change name, language or password', body: ChangeMe, response: { 200: Me } },
    },
    async (request, reply) => {
      const context = seenBy(request)
      const { oldPassword, newPassword, ...change } = request.body
      if (oldPassword !== undefined && newPassword !== undefined)
        await changePassword(context, { request, reply }, { oldPassword, newPassword })
      await changePerson(context.db, request, change)
      return toMe(await readPerson(context.db.pool, request.caller.id))
    },
  )
  app.get(
    '/me/sessions',
    { config, schema: { summary: 'Where I am signed in', response: { 200: z.object({ items: z.array(MySession) }) } } },
    async request => {
      const { id, sessionId } = request.caller
      return { items: await listSessions(seenBy(request).db, id, sessionId) }
    },
  )
  app.delete(
    '/me/sessions/:id',
    { config, schema: { summary: 'End one of my sessions', params: IdParams, response: { 204: z.null() } } },
    async (request, reply) => {
      await endSession(seenBy(request).db, request, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

/** All other sessions end, and this one goes on under a new token. */
async function changePassword(
  { db, signIn }: RouteContext,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { oldPassword, newPassword }: { oldPassword: string; newPassword: string },
): Promise<void> {
  if (oldPassword === newPassword) throw atField('newPassword', 'The new password must be another than the old one.')
  const body = { currentPassword: oldPassword, newPassword, revokeOtherSessions: true }
  const answered = await signIn.ask(request, '/change-password', { body })
  if (answered.status !== 200) throw refusal({ reply }, answered, atField('oldPassword', 'This is not your password.'))
  await db.transaction(async client => {
    await client.query('UPDATE users SET must_change_password = false WHERE id = $1', [request.caller.id])
    await recordChange(client, request.actor, { action: 'user.password_changed', target: request.caller.id })
  })
  setCookies(reply, answered)
}

const atField = (path: string, message: string) => new Problem('invalid', message, { fields: [{ path, message }] })
