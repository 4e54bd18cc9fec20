import { readActivity, readOrdersToday } from '../activity.ts'
import { Activity, ActivityQuery, OrdersToday } from '../api/activity.ts'
import { IdParams } from '../api/common.ts'
import type { AddRoutes } from '../server.ts'

const config = { role: 'viewer' } as const

export const addActivityRoutes: AddRoutes = (app, { seenBy }) => {
  const activity = {
    summary: 'What came through a connection, day by day in the store’s zone',
    params: IdParams,
    querystring: ActivityQuery,
    response: { 200: Activity },
  }
  app.get('/connections/:id/activity', { config, schema: activity }, request =>
    readActivity(seenBy(request).db, request.params.id, request.query.days),
  )
  const today = {
    summary: 'The orders of today, per connection and currency',
    description: 'Today begins at 00:00 in each store’s own zone.',
    response: { 200: OrdersToday },
  }
  app.get('/orders/today', { config, schema: today }, request => readOrdersToday(seenBy(request).db))
}
