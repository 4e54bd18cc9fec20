// node backup-work.ts backup|restore DATABASE FILE   One of them in a process of its own; tells how long, and the most memory held.
import { restoreBackup } from '../../src/backup/restore.ts'
import { writeBackup } from '../../src/backup/write.ts'
import { openPool } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { timeMs } from './measure.ts'

const [what, database, file] = process.argv.slice(2) as [string, string, string]
const { pool, close } = await openPool({ ...JSON.parse(database), log: silentLog })
const ms = await timeMs(() =>
  what === 'backup'
    ? writeBackup({ pool, file, version: 'bench', now: () => new Date() })
    : restoreBackup({ pool, file, replace: false }),
)
await close()
console.log(JSON.stringify({ ms, maxRssKiB: process.resourceUsage().maxRSS }))
