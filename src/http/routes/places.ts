import { z } from 'zod'
import {
  companyGroups,
  createPlace,
  deletePlace,
  listPlaces,
  type PlaceKind,
  renamePlace,
  warehouses,
} from '../../connections/places.ts'
import { IdParams } from '../api/common.ts'
import { Place, PlaceInput } from '../api/places.ts'
import type { AddRoutes, App, Routing } from '../server.ts'

export const addPlaceRoutes: AddRoutes = (app, routing) => {
  addRoutesOf(app, routing, { kind: warehouses, path: '/warehouses', plural: 'warehouses' })
  addRoutesOf(app, routing, { kind: companyGroups, path: '/company-groups', plural: 'company groups' })
}

interface PlaceRoutes {
  readonly kind: PlaceKind
  readonly path: string
  readonly plural: string
}

const admin = { role: 'admin', installation: true } as const

function addRoutesOf(app: App, { seenBy }: Routing, { kind, path, plural }: PlaceRoutes): void {
  app.get(
    path,
    {
      config: { role: 'viewer' },
      schema: { summary: `All ${plural}, by name`, response: { 200: z.object({ items: z.array(Place) }) } },
    },
    async request => ({ items: await listPlaces(seenBy(request).db, kind) }),
  )
  app.post(
    path,
    { config: admin, schema: { summary: `Create a ${kind.word}`, body: PlaceInput, response: { 201: Place } } },
    async (request, reply) =>
      reply.code(201).send(await createPlace(seenBy(request).db, kind, { ...request.body, actor: request.actor })),
  )
  app.patch(
    `${path}/:id`,
    {
      config: admin,
      schema: { summary: `Rename a ${kind.word}`, params: IdParams, body: PlaceInput, response: { 200: Place } },
    },
    request => renamePlace(seenBy(request).db, kind, { ...request.params, ...request.body, actor: request.actor }),
  )
  app.delete(
    `${path}/:id`,
    {
      config: admin,
      schema: {
        summary: `Delete a ${kind.word} that is not in use`,
        params: IdParams,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await deletePlace(seenBy(request).db, kind, { ...request.params, actor: request.actor })
      return reply.code(204).send()
    },
  )
}
