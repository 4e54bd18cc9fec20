import type { z } from 'zod'
import { type Actor, recordChange } from '../../connections/audit.ts'
import { openConnection } from '../../connections/open.ts'
import { wholeOf } from '../../db.ts'
import { Problem } from '../../errors.ts'
import { listRecords } from '../../records/list.ts'
import { dismissRejection, findRejections, readRejection } from '../../records/rejections.ts'
import { retryRejections } from '../../records/retry.ts'
import { rejectionList } from '../../records/sources.ts'
import { ConnectorError } from '../../sdk/index.ts'
import {
  RejectionDetail,
  RejectionQuery,
  RejectionShown,
  RetriedShown,
  RetryInput,
  rejectionPage,
} from '../api/changes.ts'
import { IdParams } from '../api/common.ts'
import { toPlain } from '../plain.ts'
import type { AddRoutes, RouteContext } from '../server.ts'
import { leavingSignal } from '../server-sent.ts'

const config = { role: 'support' } as const

export const addRejectionRoutes: AddRoutes = (app, { seenBy }) => {
  app.get(
    '/rejections',
    {
      config,
      schema: {
        summary: 'Records set aside, the latest first',
        querystring: RejectionQuery,
        response: { 200: rejectionPage },
      },
    },
    async request => {
      const { limit, after, ...filters } = request.query
      return toPlain(await listRecords(seenBy(request).db.pool, rejectionList, { filters, limit, after })) as never
    },
  )
  app.get(
    '/rejections/:id',
    {
      config,
      schema: { summary: 'One of them, with the raw record', params: IdParams, response: { 200: RejectionDetail } },
    },
    async request => toPlain((await readRejection(seenBy(request).db, request.params.id)) ?? missing()) as never,
  )
  app.post(
    '/rejections/:id/dismiss',
    { config, schema: { summary: 'Show it no more', params: IdParams, response: { 200: RejectionShown } } },
    async request => {
      const { params, actor } = request
      const { db } = seenBy(request)
      await db.transaction(async client => {
        if (await dismissRejection(client, params.id))
          await recordChange(client, actor, { action: 'rejection.dismissed', target: params.id })
      })
      return toPlain((await readRejection(db, params.id)) ?? missing()) as never
    },
  )
  app.post(
    '/rejections/retry',
    {
      config,
      schema: { summary: 'Read them again from their stores', body: RetryInput, response: { 200: RetriedShown } },
    },
    async (request, reply) => {
      const asked = { ids: request.body.ids, actor: request.actor, signal: leavingSignal(reply) }
      return { items: await retry(seenBy(request), asked) }
    },
  )
}

interface Retry extends z.output<typeof RetryInput> {
  readonly actor: Actor
  readonly signal: AbortSignal
}

async function retry(context: RouteContext, { ids, actor, signal }: Retry) {
  // Storing needs the tables themselves: what is to be read again must be seen first.
  const seen = await findRejections(context.db, ids)
  const db = wholeOf(context.db)
  const record: Parameters<typeof retryRejections>[0]['record'] = (client, { connectionId: target, ...detail }) =>
    recordChange(client, actor, { action: 'rejection.retried', target, detail })
  const open = (id: string, left: AbortSignal) => openConnection(context, id, left)
  try {
    const unseen = [...new Set(ids)]
      .filter(id => !seen.has(id))
      .map(id => ({ id, outcome: 'missing' as const, reason: null }))
    return [...unseen, ...(await retryRejections({ db, open, record }, [...seen], signal))]
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    throw new Problem('unavailable', error.message, { remedy: error.remedy, cause: error })
  }
}

function missing(): never {
  throw new Problem('not_found', 'There is no such rejection.')
}
