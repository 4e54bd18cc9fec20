// A process of its own that clears away what deleted connections left; says so after each batch.
import { clearDeleted } from '../../src/connections/clear.ts'
import { openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'

const db = await openDatabase({ ...JSON.parse(process.argv[2]!), log: silentLog })
await clearDeleted({
  ...db,
  transaction: async work => {
    const done = await db.transaction(work)
    console.log('batch')
    return done
  },
})
await db.close()
