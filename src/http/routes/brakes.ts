import { z } from 'zod'
import { audited } from '../../connections/audit.ts'
import { listBraked, listWouldDelete } from '../../runs/braked.ts'
import { discardRun } from '../../runs/discard.ts'
import { Brake, BrakedRecord, BrakeQuery } from '../api/brakes.ts'
import { IdParams, PageQuery, pageOf } from '../api/common.ts'
import { Run } from '../api/runs.ts'
import { toPlain } from '../plain.ts'
import { readRun } from '../runs.ts'
import type { AddRoutes } from '../server.ts'

export const addBrakeRoutes: AddRoutes = (app, { seenBy }) => {
  app.get(
    '/brakes',
    {
      config: { role: 'viewer' },
      schema: {
        summary: 'Runs that would delete much, and wait for a person',
        querystring: BrakeQuery,
        response: { 200: z.object({ items: z.array(Brake) }) },
      },
    },
    async request => ({ items: toPlain(await listBraked(seenBy(request).db, request.query)) }),
  )
  app.get(
    '/runs/:id/would-delete',
    {
      config: { role: 'viewer' },
      schema: {
        summary: 'All that a run which waits for a person would mark deleted',
        params: IdParams,
        querystring: PageQuery,
        response: { 200: pageOf(BrakedRecord) },
      },
    },
    async request => {
      const { db } = seenBy(request)
      await readRun(db.pool, request.params.id)
      return listWouldDelete(db, request.params.id, request.query)
    },
  )
  app.post(
    '/runs/:id/discard',
    {
      config: { role: 'admin' },
      schema: {
        summary: 'End a run that waits for a person, and keep what it would delete',
        params: IdParams,
        response: { 200: Run },
      },
    },
    async request => {
      const { db } = seenBy(request)
      const { params, actor } = request
      const change = { action: 'run.discarded', target: params.id }
      await discardRun({ db: audited(db, actor, change) }, params.id, actor.name)
      return readRun(db.pool, params.id)
    },
  )
}
