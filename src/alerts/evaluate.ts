import { randomUUID } from 'node:crypto'
import type { AlertSettings } from '../config/alert-settings.ts'
import { hasTurn } from '../db/turns.ts'
import type { Client, Database } from '../db.ts'
import type { Queue } from '../queue.ts'
import { channelsOf } from './channels.ts'
import { toDigest } from './digest.ts'
import { findProblems } from './find.ts'
import { recall, remember } from './memory.ts'
import { noteProblems } from './open.ts'
import { type Pending, type Plan, planMessage, recentMs } from './plan.ts'

export interface Evaluating {
  readonly db: Database
  readonly queue: Pick<Queue, 'enqueueMessages'>
  readonly settings: AlertSettings
  /** Looked at no more often, by all processes together. Default: whenever it is called. */
  readonly leastMs?: number
}

/** A run may be committed a while after the moment it says it ended. */
const overlapMs = 60_000
const firstLookMs = 60 * 60_000

/** What is remembered from look to look. */
interface Memory {
  readonly lookedAt?: string
  /** When messages were sent of late. */
  readonly sentAt?: readonly string[]
}

/**
 * Looks at what is wrong, remembers it, and queues the message that tells of it, all in one transaction: what is told is
 * remembered as told, and what is remembered as told is sent. True when a message was queued.
 */
export function evaluateAlerts({ db, queue, settings, leastMs = 0 }: Evaluating, at: Date): Promise<boolean> {
  return db.transaction(async client => {
    // One process at a time looks; the others have nothing to do meanwhile.
    if (!(await hasTurn(client, 'look for alerts'))) return false
    const memory = (await recall<Memory>(client, 'alerts')) ?? {}
    if (memory.lookedAt && Math.abs(at.getTime() - Date.parse(memory.lookedAt)) < leastMs) return false
    const since = new Date(memory.lookedAt ? Date.parse(memory.lookedAt) - overlapMs : at.getTime() - firstLookMs)
    await noteProblems(client, await findProblems(client, { afterFailures: settings.afterFailures, since }), at)
    const sentAt = (memory.sentAt ?? []).filter(one => at.getTime() - Date.parse(one) < recentMs)
    const plan = planMessage(
      await listPending(client),
      sentAt.map(one => new Date(one)),
      at,
    )
    const tells = plan !== null && channelsOf(settings).length > 0
    if (tells) await tell(client, { queue, settings }, { plan, at })
    const isNews = tells && plan.began.length + plan.recovered.length > 0
    await remember(client, 'alerts', {
      lookedAt: at.toISOString(),
      sentAt: isNews ? [...sentAt, at.toISOString()] : sentAt,
    })
    return tells
  })
}

async function listPending(client: Client): Promise<Pending[]> {
  const { rows } = await client.query<Pending>(
    `SELECT a.id, a.kind, a.connection_id AS "connectionId", c.name AS "connectionName", a.entity, a.message, a.remedy,
       a.began_at AS "beganAt", a.found_at AS "foundAt", a.told_at AS "toldAt", a.reminded_at AS "remindedAt", a.ended_at AS "endedAt"
     FROM alerts a JOIN connections c ON c.id = a.connection_id
     WHERE a.open_key IS NOT NULL OR (a.ended = 'recovered' AND a.told_at IS NOT NULL AND a.end_told_at IS NULL)`,
  )
  return rows
}

interface Telling {
  readonly plan: Plan
  readonly at: Date
}

async function tell(
  client: Client,
  { queue, settings }: Pick<Evaluating, 'queue' | 'settings'>,
  { plan, at }: Telling,
): Promise<void> {
  const content = toDigest(plan, at)
  const id = randomUUID()
  await queue.enqueueMessages(
    client,
    channelsOf(settings).map(channel => ({ id, channel, content })),
  )
  const marks = { told_at: plan.began, end_told_at: plan.recovered, reminded_at: plan.lasting }
  for (const [column, alerts] of Object.entries(marks))
    await client.query(`UPDATE alerts SET ${column} = $2 WHERE id = ANY ($1)`, [alerts.map(one => one.id), at])
}
