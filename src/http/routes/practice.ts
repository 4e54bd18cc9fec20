import type { FastifyRequest } from 'fastify'
import { deleteConnection } from '../../connections/delete.ts'
import { readConnection } from '../../connections/list.ts'
import { Problem } from '../../errors.ts'
import { readPractised } from '../../practice/notes.ts'
import { sell, setFaults } from '../../practice/play.ts'
import { startPractice } from '../../practice/start.ts'
import { openPracticeStores, type PracticeStores } from '../../practice/stores.ts'
import { IdParams } from '../api/common.ts'
import { Deleted } from '../api/connections.ts'
import {
  PracticeList as List,
  NewPracticeInput,
  PracticeChangeInput,
  type PracticeList,
  PracticeStore,
  SoldAnswer,
} from '../api/practice.ts'
import type { AddRoutes, App, RouteContext } from '../server.ts'

const config = { role: 'admin', installation: true } as const
const none = openPracticeStores(new Map(), 'all')

/** `id` is that of the connection to the practice store. */
export const addPracticeRoutes: AddRoutes = (app, { practice = none, seenBy }) => {
  const contextOf: ContextOf = request => ({ ...seenBy(request), practice })
  app.get(
    '/practice-stores',
    { config, schema: { summary: 'The practice stores, and whether one can be started', response: { 200: List } } },
    request => list(contextOf(request)),
  )
  app.post(
    '/practice-stores',
    {
      config,
      schema: {
        summary: 'Start a practice store, connect it and import from it',
        body: NewPracticeInput,
        response: { 201: PracticeStore },
      },
    },
    async (request, reply) => {
      const context = contextOf(request)
      const { externalSystem: system, name } = request.body
      const id = await startPractice(context, { system, name }, request.actor)
      return reply
        .code(201)
        .header('location', `/api/v1/connections/${id}`)
        .send(await read(context, id))
    },
  )
  addPlayRoutes(app, contextOf)
}

type Context = RouteContext & { readonly practice: PracticeStores }
type ContextOf = (request: FastifyRequest) => Context

function addPlayRoutes(app: App, contextOf: ContextOf): void {
  app.patch(
    '/practice-stores/:id',
    {
      config,
      schema: {
        summary: 'What is wrong with it from now on',
        params: IdParams,
        body: PracticeChangeInput,
        response: { 200: PracticeStore },
      },
    },
    async request => {
      const { params, body, actor } = request
      const context = contextOf(request)
      await setFaults(context, params.id, { ...body, actor })
      return read(context, params.id)
    },
  )
  app.post(
    '/practice-stores/:id/orders',
    {
      config,
      schema: { summary: 'Somebody buys something there, now', params: IdParams, response: { 200: SoldAnswer } },
    },
    request => sell(contextOf(request), request.params.id, request.actor),
  )
  app.delete(
    '/practice-stores/:id',
    {
      config,
      schema: {
        summary: 'Stop it, and delete its connection with all that was imported through it',
        params: IdParams,
        response: { 200: Deleted },
      },
    },
    async request => {
      const { params, actor } = request
      const context = contextOf(request)
      await read(context, params.id)
      const { name } = await readConnection(context, params.id)
      const deleted = await deleteConnection(context, params.id, { name, actor })
      await context.practice.stop(params.id)
      return { deleted }
    },
  )
}

async function list({ db, practice }: Context): Promise<PracticeList> {
  const practised = await readPractised(db)
  return {
    reason: practice.refusal,
    externalSystems: [...practice.systems],
    items: practised.map(({ connectionId, name, system, notes }) => ({
      ...{ connectionId, name, externalSystem: system },
      running: practice.get(connectionId) !== undefined,
      faults: notes.faults,
      sold: notes.sold.length,
    })),
  }
}

async function read(context: Context, id: string): Promise<PracticeStore> {
  const found = (await list(context)).items.find(one => one.connectionId === id)
  if (found === undefined) throw new Problem('not_found', 'There is no such practice store.')
  return found
}
