import { changeConnection } from '../../connections/change.ts'
import { deleteConnection } from '../../connections/delete.ts'
import { pauseConnection, resumeConnection } from '../../connections/end.ts'
import { grantOf } from '../../connections/grant.ts'
import { listConnections, readConnection } from '../../connections/list.ts'
import { replaceCredential } from '../../connections/reverify.ts'
import { saveConnection } from '../../connections/save.ts'
import { wholeOf } from '../../db.ts'
import { IdParams, pageOf } from '../api/common.ts'
import {
  ConnectionAnswer,
  ConnectionChangeInput,
  ConnectionDetailAnswer,
  ConnectionQuery,
  CredentialInput,
  Deleted,
  DeleteInput,
  NewConnectionInput,
} from '../api/connections.ts'
import { toPlain } from '../plain.ts'
import type { AddRoutes, RouteContext } from '../server.ts'
import { leavingSignal } from '../server-sent.ts'
import { addTrust } from '../trust.ts'

const anyone = { role: 'viewer' } as const
const admin = { role: 'admin' } as const
const detail = { 200: ConnectionDetailAnswer }

export const addConnectionRoutes: AddRoutes = (app, routing) => {
  addListRoutes(app, routing)
  addEditRoutes(app, routing)
  addPauseRoutes(app, routing)
}

async function read(options: RouteContext, id: string) {
  const [connection] = await addTrust(options, [await readConnection(options, id)])
  return toPlain(connection!)
}

const addListRoutes: AddRoutes = (app, { seenBy }) => {
  app.get(
    '/connections',
    {
      config: anyone,
      schema: {
        summary: 'All connections, by name',
        querystring: ConnectionQuery,
        response: { 200: pageOf(ConnectionAnswer) },
      },
    },
    async request => {
      const options = seenBy(request)
      const { items, next } = await listConnections(options, request.query)
      return toPlain({ items: await addTrust(options, items), next })
    },
  )
  app.post(
    '/connections',
    {
      config: admin,
      schema: {
        summary: 'Save a verified connection; its schedules are inactive',
        body: NewConnectionInput,
        response: { 201: ConnectionDetailAnswer },
      },
    },
    async (request, reply) => {
      const options = seenBy(request)
      const companyGroupId = request.body.companyGroupId ?? request.caller.companyGroup?.id
      const { authorizationId, ...input } = request.body
      const grant = grantOf(authorizationId, request.caller.sessionId)
      const id = await saveConnection(options, { ...input, companyGroupId, grant }, request.actor)
      return reply
        .code(201)
        .header('location', `/api/v1/connections/${id}`)
        .send(await read(options, id))
    },
  )
  app.get(
    '/connections/:id',
    { config: anyone, schema: { summary: 'One connection', params: IdParams, response: detail } },
    request => read(seenBy(request), request.params.id),
  )
}

const addEditRoutes: AddRoutes = (app, { seenBy }) => {
  app.patch(
    '/connections/:id',
    {
      config: admin,
      schema: {
        summary: 'Rename, or change order start, warehouse or company group',
        params: IdParams,
        body: ConnectionChangeInput,
        response: detail,
      },
    },
    async request => {
      const options = seenBy(request)
      await changeConnection(options, request.params.id, { change: request.body, actor: request.actor })
      return read(options, request.params.id)
    },
  )
  app.delete(
    '/connections/:id',
    {
      config: admin,
      schema: {
        summary: 'Delete a connection and all that was imported through it; its name must be given',
        description: 'Nobody sees any of it from now on. The records themselves are cleared away in the background.',
        params: IdParams,
        body: DeleteInput,
        response: { 200: Deleted },
      },
    },
    async request => {
      const options = seenBy(request)
      await read(options, request.params.id)
      const db = wholeOf(options.db)
      const confirmed = { name: request.body?.name, actor: request.actor }
      const deleted = await deleteConnection({ ...options, db }, request.params.id, confirmed)
      await options.practice?.stop(request.params.id)
      return { deleted }
    },
  )
  app.put(
    '/connections/:id/credential',
    {
      config: admin,
      schema: {
        summary: 'Replace the credential by another one of the same store, once that is verified',
        params: IdParams,
        body: CredentialInput,
        response: detail,
      },
    },
    async (request, reply) => {
      const options = seenBy(request)
      const signal = leavingSignal(reply)
      const { authorizationId, ...input } = request.body
      const grant = grantOf(authorizationId, request.caller.sessionId)
      await replaceCredential(options, request.params.id, { ...input, grant, signal, actor: request.actor })
      return read(options, request.params.id)
    },
  )
}

const addPauseRoutes: AddRoutes = (app, { seenBy }) => {
  for (const [verb, change, summary] of [
    ['pause', pauseConnection, 'End its runs and start no more'],
    ['resume', resumeConnection, 'Let runs start again'],
  ] as const) {
    app.post(
      `/connections/:id/${verb}`,
      { config: admin, schema: { summary, params: IdParams, response: detail } },
      async request => {
        const options = seenBy(request)
        await change(options, request.params.id, request.actor)
        return read(options, request.params.id)
      },
    )
  }
}
