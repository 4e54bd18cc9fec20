import { z } from 'zod'
import { IdParams } from '../api/common.ts'
import { CreatedKey, Key, NewKey } from '../api/keys.ts'
import { createKey, listKeys, revokeKey } from '../keys.ts'
import type { AddRoutes } from '../server.ts'

const config = { role: 'admin', installation: true } as const

export const addKeyRoutes: AddRoutes = (app, { seenBy }) => {
  app.get(
    '/keys',
    { config, schema: { summary: 'All keys, revoked ones too', response: { 200: z.object({ items: z.array(Key) }) } } },
    async request => ({ items: await listKeys(seenBy(request).db) }),
  )
  app.post(
    '/keys',
    {
      config,
      schema: { summary: 'Create a key; its token is shown once', body: NewKey, response: { 201: CreatedKey } },
    },
    async (request, reply) => reply.code(201).send(await createKey(seenBy(request).db, request.body, request.actor)),
  )
  app.delete(
    '/keys/:id',
    { config, schema: { summary: 'Revoke a key', params: IdParams, response: { 200: Key } } },
    request => revokeKey(seenBy(request).db, request.params.id, request.actor),
  )
}
