// node memory-import.ts DATABASE STORE [CONNECTION]   One import in a process of its own; tells the most memory it ever held.
import { onPlace } from './database.ts'
import { importOrders } from './import.ts'

const [database, store, connectionId] = process.argv.slice(2).map(text => JSON.parse(text))
await onPlace(database, async db => {
  const created = await importOrders(db, store, connectionId)
  console.log(JSON.stringify({ created, maxRssKiB: process.resourceUsage().maxRSS }))
})
