import { z } from 'zod'
import { IdParams } from '../api/common.ts'
import { ChangeUser, DeleteUser, NewUser, User, UserWithPassword } from '../api/users.ts'
import type { AddRoutes } from '../server.ts'
import { changeUser, createUser, deleteUser, endSessions, listUsers, removeTwoFactor, resetPassword } from '../users.ts'

const config = { role: 'admin', installation: true } as const

export const addUserRoutes: AddRoutes = (app, { seenBy }) => {
  app.get(
    '/users',
    { config, schema: { summary: 'All people', response: { 200: z.object({ items: z.array(User) }) } } },
    async request => ({ items: await listUsers(seenBy(request).db) }),
  )
  app.post(
    '/users',
    {
      config,
      schema: {
        summary: 'Add a person; the password is shown once',
        body: NewUser,
        response: { 201: UserWithPassword },
      },
    },
    async (request, reply) => reply.code(201).send(await createUser(seenBy(request).db, request.body, request.actor)),
  )
  app.patch(
    '/users/:id',
    { config, schema: { summary: 'Change name or role', params: IdParams, body: ChangeUser, response: { 200: User } } },
    request => changeUser(seenBy(request).db, request.params.id, request.body, request.actor),
  )
  app.delete(
    '/users/:id',
    {
      config,
      schema: {
        summary: 'Remove a person',
        description: 'Keys that they made are listed with the person, and revoked with `keys=revoke`.',
        params: IdParams,
        querystring: DeleteUser,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await deleteUser(seenBy(request).db, { ...request.params, ...request.query }, request.actor)
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/users/:id/reset-password',
    {
      config,
      schema: {
        summary: 'Give a new password; it is shown once, and all sessions end',
        params: IdParams,
        response: { 200: UserWithPassword },
      },
    },
    request => resetPassword(seenBy(request).db, request.params.id, request.actor),
  )
  app.delete(
    '/users/:id/sessions',
    { config, schema: { summary: 'Sign a person out everywhere', params: IdParams, response: { 200: User } } },
    request => endSessions(seenBy(request).db, request.params.id, request.actor),
  )
  app.delete(
    '/users/:id/two-factor',
    {
      config,
      schema: { summary: 'Let a person sign in without a code', params: IdParams, response: { 200: User } },
    },
    request => removeTwoFactor(seenBy(request).db, request.params.id, request.actor),
  )
}
