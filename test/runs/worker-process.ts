// A worker of its own, to be killed: it takes a run up and gets nothing done.
import { openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'
import { startWorker } from '../../src/runs/worker.ts'

const db = await openDatabase({ ...JSON.parse(process.argv[2]!), log: silentLog })
const queue = await openQueue(db, silentLog)
const execute = async (runId: string) => {
  await db.pool.query(`update runs set state = 'running', attempt = attempt + 1 where id = $1`, [runId])
  process.stdout.write(`${runId}\n`)
  await new Promise(() => {})
}
await startWorker({ db, queue, log: silentLog, now: () => new Date(), execute }, { concurrency: 1 })
