import { z } from 'zod'
import { audited } from '../../connections/audit.ts'
import { type ConnectionView, type EntityState, readConnection } from '../../connections/list.ts'
import { Problem } from '../../errors.ts'
import { describeObstacle } from '../../runs/request.ts'
import { activateSchedule, deactivateSchedule, editSchedule } from '../../schedules/edit.ts'
import { presetCron } from '../../schedules/presets.ts'
import { previewSchedule } from '../../schedules/preview.ts'
import { IdParams } from '../api/common.ts'
import {
  EntityParams,
  type ScheduleInput as Input,
  PreviewAnswer,
  PreviewInput,
  ScheduleAnswer,
  ScheduleInput,
} from '../api/schedules.ts'
import { toPlain } from '../plain.ts'
import type { AddRoutes, App, RouteContext, Routing } from '../server.ts'

const anyone = { role: 'viewer' } as const
const admin = { role: 'admin' } as const
const response = { 200: ScheduleAnswer }
const preview = {
  summary: 'What a timing means, before it is saved',
  body: PreviewInput,
  response: { 200: PreviewAnswer },
}

export const addScheduleRoutes: AddRoutes = (app, { seenBy }) => {
  app.post('/schedules/preview', { config: anyone, schema: preview }, async ({ body }) =>
    toPlain(previewSchedule({ cron: cronOf(body) ?? '', timeZone: body.timeZone, from: new Date() })),
  )
  app.get(
    '/connections/:id/schedules',
    {
      config: anyone,
      schema: {
        summary: 'The schedules of a connection',
        params: IdParams,
        response: { 200: z.object({ items: z.array(ScheduleAnswer) }) },
      },
    },
    async request => {
      const connection = await readConnection(seenBy(request), request.params.id)
      return { items: connection.entities.map(one => describeSchedule(connection, one)) }
    },
  )
  app.get(
    '/connections/:id/schedules/:entity',
    { config: anyone, schema: { summary: 'One schedule', params: EntityParams, response } },
    request => readSchedule(seenBy(request), request.params),
  )
  app.put(
    '/connections/:id/schedules/:entity',
    {
      config: admin,
      schema: { summary: 'Change when it runs, at once', params: EntityParams, body: ScheduleInput, response },
    },
    async request => {
      const { params, body, actor } = request
      const options = seenBy(request)
      const timing = {
        ...(cronOf(body) !== undefined && { cron: cronOf(body)! }),
        ...(body.timeZone && { timeZone: body.timeZone }),
      }
      const detail = { entity: params.entity, ...timing }
      const db = audited(options.db, actor, { action: 'schedule.changed', target: params.id, detail })
      await editSchedule({ db, now }, { connectionId: params.id, entity: params.entity, ...timing })
      return readSchedule(options, params)
    },
  )
  addSwitches(app, seenBy)
}

function addSwitches(app: App, seenBy: Routing['seenBy']): void {
  for (const [verb, change, done] of [
    ['activate', activateSchedule, 'activated'],
    ['deactivate', deactivateSchedule, 'deactivated'],
  ] as const) {
    app.post(
      `/connections/:id/schedules/:entity/${verb}`,
      {
        config: admin,
        schema: {
          summary:
            verb === 'activate'
              ? 'Activate it: it runs by itself from now on'
              : 'Deactivate it: no more runs by itself',
          params: EntityParams,
          response,
        },
      },
      async request => {
        const { params, actor } = request
        const options = seenBy(request)
        const detail = { entity: params.entity }
        const db = audited(options.db, actor, { action: `schedule.${done}`, target: params.id, detail })
        await change({ db, now }, { connectionId: params.id, entity: params.entity })
        return readSchedule(options, params)
      },
    )
  }
}

const now = () => new Date()

const cronOf = ({ cron, preset }: Input) => (preset === undefined ? cron : presetCron(preset))

async function readSchedule(options: RouteContext, { id, entity }: z.output<typeof EntityParams>) {
  const connection = await readConnection(options, id)
  const schedule = connection.entities.find(one => one.entity === entity)
  if (schedule === undefined) throw new Problem('not_found', `This connection has no schedule for ${entity}.`)
  return describeSchedule(connection, schedule)
}

function describeSchedule(connection: ConnectionView, schedule: EntityState): ScheduleAnswer {
  const { preset, next } = previewSchedule({ ...schedule, from: now() })
  const obstacle = describeObstacle({ ...connection, ...schedule })
  return toPlain({ ...schedule, preset, next, obstacle }) as ScheduleAnswer
}
