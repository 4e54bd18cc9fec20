import { schedule } from 'node-cron'
import { logFailure } from '../db.ts'
import { noticeStalled } from './notice-stalled.ts'
import { type TickContext, tick } from './tick.ts'

export interface Scheduler {
  /** Waits for the tick under way. */
  stop(): Promise<void>
}

/** Node-cron is right as a fixed ticker in UTC; when a schedule is due is told by the table. */
const everyTenSeconds = '*/10 * * * * *'

/** Ticks at once, for what was missed while everything was down, and then every ten seconds. */
export function startScheduler(context: TickContext): Scheduler {
  let underWay: Promise<void> | null = null
  const beat = () => {
    underWay ??= tickOnce(context).finally(() => {
      underWay = null
    })
    return underWay
  }
  const ticker = schedule(everyTenSeconds, beat, { timezone: 'UTC', noOverlap: true, logger: context.log })
  void beat()
  return {
    async stop() {
      await ticker.destroy()
      await underWay
    },
  }
}

/** A failed tick changed nothing, and the next one does its work. */
async function tickOnce(context: TickContext): Promise<void> {
  try {
    const { started, skipped } = await tick(context)
    if (started + skipped > 0) context.log.debug({ started, skipped }, 'schedules were due')
    await noticeStalled(context)
  } catch (error) {
    logFailure(context.log, error, 'the schedules could not be read; trying again in ten seconds')
  }
}
