// A process of its own that is to be killed: it looks at what is wrong and tells, by a clock that goes a minute a look.
import { startAlerts } from '../../src/alerts/start.ts'
import { openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'
import { delivering } from '../support/alerts.ts'

const { options, settings } = JSON.parse(process.argv[2]!)
const db = await openDatabase({ ...options, log: silentLog })
const queue = await openQueue(db, silentLog)
let minutes = 0
const now = () => new Date(Date.now() + minutes++ * 60_000)
await startAlerts({ ...delivering(db, settings), queue, log: silentLog, now }, { everyMs: 100 })
