import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { readChannels, tryChannels } from '../../alerts/deliver.ts'
import { testDigest } from '../../alerts/digest.ts'
import { listAlerts } from '../../alerts/list.ts'
import { recordChange } from '../../connections/audit.ts'
import { Problem } from '../../errors.ts'
import { Alert, AlertChannel, AlertQuery, Delivery } from '../api/alerts.ts'
import { pageOf } from '../api/common.ts'
import { toPlain } from '../plain.ts'
import type { AddRoutes } from '../server.ts'

export const addAlertRoutes: AddRoutes = (app, options) => {
  const { db, alerts: settings } = options
  app.get(
    '/alerts',
    {
      config: { role: 'viewer' },
      schema: {
        summary: 'What is wrong, and what was: the latest first',
        querystring: AlertQuery,
        response: { 200: pageOf(Alert) },
      },
    },
    async ({ query }) => toPlain(await listAlerts(db, query)) as { items: Alert[]; next: string | null },
  )
  app.get(
    '/alerts/channels',
    {
      config: { role: 'admin' },
      schema: {
        summary: 'Where alerts are sent, and how the last message went',
        response: { 200: z.object({ items: z.array(AlertChannel) }) },
      },
    },
    async () => ({ items: settings === undefined ? [] : await readChannels({ db, settings }) }),
  )
  app.post(
    '/alerts/test',
    {
      config: { role: 'admin' },
      schema: {
        summary: 'Send a test message over each channel, and say what happened',
        response: { 200: z.object({ items: z.array(Delivery) }) },
      },
    },
    async ({ actor }) => {
      if (settings?.mail === undefined && settings?.webhook === undefined) throw notSetUp()
      const context = { ...options, settings, publicUrl: options.publicUrl }
      const items = await tryChannels(context, { id: randomUUID(), content: testDigest(new Date()) })
      await recordChange(db.pool, actor, { action: 'alerts.tested' })
      return { items }
    },
  )
}

const notSetUp = () =>
  new Problem('conflict', 'Alerts are not set up: nobody would be told.', {
    remedy:
      'Set KOPPLA_SMTP_URL, KOPPLA_ALERT_FROM and KOPPLA_ALERT_TO, or KOPPLA_ALERT_WEBHOOK_URL and KOPPLA_ALERT_WEBHOOK_SECRET, and start Koppla again.',
  })
