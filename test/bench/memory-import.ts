// node memory-import.ts KIND STORE   One import in a process of its own; tells the most memory it ever held.
import { type Kind, onDatabase } from './database.ts'
import { importOrders } from './import.ts'

const [, , kind, store] = process.argv
await onDatabase(kind as Kind, async db => {
  const created = await importOrders(db, JSON.parse(store!))
  console.log(JSON.stringify({ created, maxRssKiB: process.resourceUsage().maxRSS }))
})
