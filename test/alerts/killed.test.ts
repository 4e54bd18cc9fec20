import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { startAlerts } from '../../src/alerts/start.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'
import { alertSettings, delivering, failRun, insertWatched, startReceiver } from '../support/alerts.ts'
import { testOnDatabases } from '../support/database.ts'

const script = new URL('alert-process.ts', import.meta.url).pathname

await testOnDatabases(
  t,
  'a message whose process is killed while it is sent is sent by the next',
  async (t, db, info) => {
    const receiver = await startReceiver(t)
    const settings = alertSettings({ receiver, afterFailures: 1 })
    await failRun(db, await insertWatched(db, 'Shop'))
    receiver.server.failWith({ delayMs: 60_000 })
    if (info.kind === 'embedded') await db.close()
    const child = spawn(process.execPath, [script, JSON.stringify({ options: info.options, settings })], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    t.teardown(() => child.kill('SIGKILL'))
    while (receiver.server.askedCount === 0) await sleep(50)
    child.kill('SIGKILL')
    await once(child, 'exit')
    t.strictSame(receiver.received, [])

    const again = info.kind === 'embedded' ? await info.openAgain() : db
    // It is told by the heart that has stopped; the ten seconds until then are made to be over.
    await again.pool.query(
      `update pgboss.job set heartbeat_on = now() - interval '1 minute', retry_delay = 0 where name = 'messages' and state = 'active'`,
    )
    const queue = await openQueue(again, silentLog)
    const alerts = await startAlerts({ ...delivering(again, settings), queue, log: silentLog, now: () => new Date() })
    t.teardown(async () => {
      await alerts.stop()
      await queue.stop(1_000)
    })
    while (receiver.received.length === 0) await sleep(50)
    t.match(receiver.received, [{ payload: { data: { began: { total: 1 } } } }])
  },
)
