import type { Digest } from '../../src/alerts/digest.ts'
import { evaluateAlerts } from '../../src/alerts/evaluate.ts'
import type { AlertSettings } from '../../src/config/alert-settings.ts'
import type { Database } from '../../src/db.ts'
import type { Message } from '../../src/queue.ts'
import { webhookSecret } from './alerts.ts'

export const settings: AlertSettings = {
  mail: undefined,
  webhook: { url: 'https://hooks.example.com', secret: webhookSecret },
  afterFailures: 3,
  language: 'en',
}
export const minuteMs = 60_000

/** Looks whenever it is told to, by a clock of its own. */
export function rigAlerts(db: Database) {
  const sent: Digest[] = []
  let at = Date.now()
  const queue = {
    async enqueueMessages(_: unknown, messages: readonly Message[]) {
      sent.push(...messages.map(one => one.content as Digest))
    },
  }
  const look = () => evaluateAlerts({ db, queue, settings }, new Date(at))
  return {
    sent,
    now: () => new Date(at),
    /** Looks now and, after so many minutes, again; gives what was sent. */
    async pass(minutes: number) {
      const before = sent.length
      await look()
      at += minutes * minuteMs
      await look()
      return sent.slice(before)
    },
  }
}
