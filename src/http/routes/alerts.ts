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

export const addAlertRoutes: AddRoutes = (app, { seenBy, alerts: settings }) => {
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
    async request =>
      toPlain(await listAlerts(seenBy(request).db, request.query)) as { items: Alert[]; next: string | null },
  )
  app.get(
    '/alerts/channels',
    {
      config: { role: 'admin', installation: true },
      schema: {
        summary: 'Where alerts are sent, and how the last message went',
        response: { 200: z.object({ items: z.array(AlertChannel) }) },
      },
    },
    async request => ({
      items: settings === undefined ? [] : await readChannels({ db: seenBy(request).db, settings }),
    }),
  )
  app.post(
    '/alerts/test',
    {
      config: { role: 'admin', installation: true },
      schema: {
        summary: 'Send a test message over each channel, and say what happened',
        response: { 200: z.object({ items: z.array(Delivery) }) },
      },
    },
    async request => {
      if (settings?.mail === undefined && settings?.webhook === undefined) throw notSetUp()
      const { publicUrl, ...options } = seenBy(request)
      const context = { ...options, settings, publicUrl }
      const items = await tryChannels(context, { id: randomUUID(), content: testDigest(new Date()) })
      await recordChange(context.db.pool, request.actor, { action: 'alerts.tested' })
      return { items }
    },
  )
}

const notSetUp = () =>
  new Problem('conflict', 'Alerts are not set up: nobody would be told.', {
    remedy:
      'Set KOPPLA_SMTP_URL, KOPPLA_ALERT_FROM and KOPPLA_ALERT_TO, or KOPPLA_ALERT_WEBHOOK_URL and KOPPLA_ALERT_WEBHOOK_SECRET, and start Koppla again.',
  })
