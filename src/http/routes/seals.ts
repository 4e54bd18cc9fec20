import { makeSeal } from '../../completeness/seal.ts'
import { listSeals, readSeal } from '../../completeness/seals.ts'
import { readStatus } from '../../completeness/status.ts'
import { IdParams } from '../api/common.ts'
import { NewSeal, Seal, SealPage, SealParams, SealQuery } from '../api/seals.ts'
import { toPlain } from '../plain.ts'
import type { AddRoutes } from '../server.ts'
import { leavingSignal } from '../server-sent.ts'

const anyone = { role: 'viewer' } as const

export const addSealRoutes: AddRoutes = (app, { seenBy }) => {
  app.post(
    '/connections/:id/seals',
    {
      config: { role: 'support' },
      schema: {
        summary: 'Compare the store’s orders of a day or a month with ours, now',
        description:
          'The days are those of the store, the time that of creation. The store is asked for all of them, which may take a while; the answer is kept.',
        params: IdParams,
        body: NewSeal,
        response: { 201: Seal },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const context = seenBy(request)
      const asked = { connectionId: id, asked: request.body, actor: request.actor, signal: leavingSignal(reply) }
      const sealId = await makeSeal(context, asked)
      return reply
        .code(201)
        .header('location', `/api/v1/connections/${id}/seals/${sealId}`)
        .send(toPlain(await readSeal(context.db, id, sealId)))
    },
  )
  app.get(
    '/connections/:id/seals',
    {
      config: anyone,
      schema: {
        summary: 'Seals that were made, newest first',
        params: IdParams,
        querystring: SealQuery,
        response: { 200: SealPage },
      },
    },
    async request => {
      const { equal, ...query } = request.query
      const context = seenBy(request)
      await readStatus(context, request.params.id)
      const wanted = { ...query, ...(equal !== undefined && { equal: equal === 'true' }) }
      return toPlain(await listSeals(context.db, { connectionId: request.params.id, ...wanted }))
    },
  )
  app.get(
    '/connections/:id/seals/:sealId',
    {
      config: anyone,
      schema: { summary: 'One seal, with the differences', params: SealParams, response: { 200: Seal } },
    },
    async request => {
      const { id, sealId } = request.params
      return toPlain(await readSeal(seenBy(request).db, id, sealId))
    },
  )
}
