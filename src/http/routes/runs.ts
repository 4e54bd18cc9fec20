import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { audited, recordChange } from '../../connections/audit.ts'
import { readConnection } from '../../connections/open.ts'
import { startOfDay } from '../../connections/order-start.ts'
import type { Database } from '../../db.ts'
import { Problem } from '../../errors.ts'
import { approveRun } from '../../runs/approve.ts'
import { cancelRun } from '../../runs/cancel.ts'
import { requestRun } from '../../runs/request.ts'
import { IdParams, pageOf } from '../api/common.ts'
import { Cancelled, NewRun, Run, RunQuery } from '../api/runs.ts'
import { listRuns, readRun } from '../runs.ts'
import type { AddRoutes, RouteContext } from '../server.ts'
import { leavingSignal, type Told, tellEvents } from '../server-sent.ts'

const anyone = { role: 'viewer' } as const
const admin = { role: 'admin' } as const

export const addRunRoutes: AddRoutes = (app, { seenBy }) => {
  app.post(
    '/connections/:id/runs',
    {
      config: admin,
      schema: { summary: 'Start a run now', params: IdParams, body: NewRun, response: { 201: Run } },
    },
    async (request, reply) => reply.code(201).send(await startRun(seenBy(request), request)),
  )
  app.get(
    '/runs',
    {
      config: anyone,
      schema: { summary: 'Runs, the latest first', querystring: RunQuery, response: { 200: pageOf(Run) } },
    },
    request => listRuns(seenBy(request).db, request.query),
  )
  app.get(
    '/runs/:id',
    { config: anyone, schema: { summary: 'One run', params: IdParams, response: { 200: Run } } },
    request => readRun(seenBy(request).db.pool, request.params.id),
  )
  app.get(
    '/runs/:id/live',
    {
      exposeHeadRoute: false,
      config: anyone,
      schema: { summary: 'A run as it goes, as events `run` and at its end `end`', params: IdParams, response: live },
    },
    async (request, reply) => {
      const following = { left: leavingSignal(reply), askAgain: request.askAgain }
      await tellEvents(request, reply, followRun(seenBy(request).db, request.params.id, following))
      return reply
    },
  )
  app.post(
    '/runs/:id/cancel',
    { config: admin, schema: { summary: 'Cancel a run', params: IdParams, response: { 200: Cancelled } } },
    request => {
      const { params, actor } = request
      const options = seenBy(request)
      const db = audited(options.db, actor, { action: 'run.cancelled', target: params.id })
      return cancelRun({ ...options, db }, params.id)
    },
  )
  app.post(
    '/runs/:id/approve',
    {
      config: admin,
      schema: { summary: 'Let a run go on that waits for a person', params: IdParams, response: { 200: Run } },
    },
    async request => {
      const { params, actor } = request
      const options = seenBy(request)
      const db = audited(options.db, actor, { action: 'run.approved', target: params.id })
      await approveRun({ ...options, db }, params.id)
      return readRun(db.pool, params.id)
    },
  )
}

const live = { 200: { description: 'Server-sent events', content: { 'text/event-stream': { schema: z.string() } } } }

interface Starting {
  readonly params: { readonly id: string }
  readonly body: NewRun
  readonly actor: { readonly name: string }
}

async function startRun(options: RouteContext, { params, body, actor }: Starting): Promise<Run> {
  const { entity, kind } = body
  const { connector, facts } = await readConnection(options, params.id)
  const entities = connector.entities.filter(one => one.import !== undefined).map(({ name }) => String(name))
  if (!entities.includes(entity))
    throw badField('entity', `${connector.name} has no ${entity}. Allowed: ${entities.join(', ')}.`)
  const fromDate = readFromDate(body, facts.timeZone)
  return options.db.transaction(async client => {
    const wanted = { connectionId: params.id, entity, kind, cause: 'manual', requestedBy: actor.name } as const
    const started = await requestRun(options, client, { ...wanted, ...(fromDate && { fromDate }) })
    if ('refused' in started) {
      const { reason, runId } = started.refused
      throw new Problem('conflict', `The run was not started. ${reason}`, {
        more: { code: 'run_refused', ...(runId && { runId }) },
      })
    }
    const detail = { entity, kind, runId: started.runId }
    await recordChange(client, actor, { action: 'run.started', target: params.id, detail })
    return readRun(client, started.runId)
  })
}

function readFromDate({ kind, fromDate }: NewRun, timeZone: string): Date | undefined {
  if (fromDate === undefined && kind !== 'from_date') return undefined
  if (fromDate === undefined) throw badField('fromDate', 'A run of the kind from_date needs a fromDate.')
  if (kind !== 'from_date') throw badField('fromDate', 'A fromDate is allowed with the kind from_date only.')
  const at = fromDate.includes('T') ? new Date(fromDate) : startOfDay(fromDate, timeZone)
  if (at > new Date()) throw badField('fromDate', 'The fromDate lies in the future; a date that has begun is allowed.')
  return at
}

const badField = (path: string, message: string) => new Problem('invalid', message, { fields: [{ path, message }] })

const pollMs = 500
const over: readonly Run['state'][] = ['succeeded', 'failed', 'cancelled', 'skipped', 'needs_approval']

interface Following {
  readonly left: AbortSignal
  readonly askAgain: () => Promise<void>
}

/** The run whenever it has changed, until nothing more happens to it by itself, or who asks may not know. */
async function* followRun(db: Database, id: string, { left, askAgain }: Following): AsyncGenerator<Told, void> {
  let told = ''
  for (;;) {
    const run = await readRun(db.pool, id)
    const now = JSON.stringify(run)
    if (now !== told) await askAgain()
    if (over.includes(run.state)) return yield { event: 'end', data: run }
    if (now !== told) yield { event: 'run', data: run }
    told = now
    await wait(pollMs, undefined, { signal: left })
  }
}
