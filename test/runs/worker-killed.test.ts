import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue, type Queue } from '../../src/queue.ts'
import { requestRun } from '../../src/runs/request.ts'
import { startWorker } from '../../src/runs/worker.ts'
import { insertConnection } from '../support/connections.ts'
import { testOnDatabases } from '../support/database.ts'

// Three databases are opened one after the other, and a heart must be seen to have stopped.
t.setTimeout(600_000)

async function ask(db: Database, queue: Queue): Promise<string> {
  const connectionId = await insertConnection(db)
  const asked = await db.transaction(client =>
    requestRun({ queue }, client, { connectionId, entity: 'orders', kind: 'incremental', cause: 'manual' }),
  )
  if ('refused' in asked) throw new Error(asked.refused.reason)
  return asked.runId
}

await testOnDatabases(
  t,
  'a run whose process is killed is taken over, and its attempts are counted',
  async (t, db, info) => {
    const queue = await openQueue(db, silentLog)
    const runId = await ask(db, queue)
    await queue.stop(1_000)
    if (info.kind === 'embedded') await db.close()
    await killOnceRunning(t, info.options)
    const again = info.kind === 'embedded' ? await info.openAgain() : db
    t.match(await again.prisma.run.findUnique({ where: { id: runId } }), { state: 'running', attempt: 1 })
    // On a server another process tells by the heart that has stopped; the ten seconds until then are made to be over.
    await again.pool.query(
      `update pgboss.job set heartbeat_on = now() - interval '1 minute', retry_delay = 0 where name = 'runs' and state = 'active'`,
    )
    const next = await openQueue(again, silentLog)
    t.teardown(() => next.stop(1_000))
    const executed: string[] = []
    const execute = async (id: string) => {
      await again.pool.query(`update runs set state = 'succeeded', attempt = attempt + 1 where id = $1`, [id])
      executed.push(id)
    }
    await startWorker({ db: again, queue: next, log: silentLog, now: () => new Date(), execute }, { concurrency: 1 })
    while (executed.length === 0) await sleep(50)
    t.same(executed, [runId])
    t.match(await again.prisma.run.findUnique({ where: { id: runId } }), { state: 'succeeded', attempt: 2 })
  },
)

async function killOnceRunning(t: Test, options: object): Promise<void> {
  const child = spawn(
    process.execPath,
    [new URL('worker-process.ts', import.meta.url).pathname, JSON.stringify(options)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  t.teardown(() => child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
}
