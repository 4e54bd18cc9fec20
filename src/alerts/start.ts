import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { Queue } from '../queue.ts'
import { channelsOf } from './channels.ts'
import { type Delivering, deliverMessage } from './deliver.ts'
import { evaluateAlerts } from './evaluate.ts'

export interface Alerting extends Delivering {
  readonly queue: Queue
  readonly log: Log
  readonly now: () => Date
}

export interface Alerts {
  /** Waits for the look in hand. */
  stop(): Promise<void>
}

const lookMs = 20_000

/** Looks for what is wrong, and delivers what is to be told. Every process may; they take turns. */
export async function startAlerts(context: Alerting, { everyMs = lookMs } = {}): Promise<Alerts> {
  const { queue, settings, log } = context
  if (channelsOf(settings).length > 0)
    await queue.workMessages(async message => {
      try {
        await deliverMessage(context, message)
      } catch (error) {
        log.warn({ err: error, channel: message.channel }, 'an alert could not be delivered; it is sent again later')
        throw error
      }
    })
  const stopped = new AbortController()
  const working = look(context, everyMs, stopped.signal)
  return {
    async stop() {
      stopped.abort()
      await working
    },
  }
}

async function look(context: Alerting, everyMs: number, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    await evaluateAlerts({ ...context, leastMs: everyMs / 2 }, context.now()).catch(error =>
      context.log.error({ err: error }, 'what is wrong could not be looked at; trying again'),
    )
    await sleep(everyMs, undefined, { signal: stopped, ref: false }).catch(() => {})
  }
}
