// A process of its own on a data folder: prints "open", then each row it has committed; ends when told on its input.
import { setTimeout as delay } from 'node:timers/promises'
import { openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'

const dir = process.argv[2]!
const rows = Number(process.argv[3] ?? 0)
const db = await openDatabase({ dir, log: silentLog })
console.log('open')
process.stdin.once('data', () => void db.close().then(() => process.exit(0)))
for (let n = 0; n < rows; n++) {
  const inserted = db.pool.query('INSERT INTO warehouses (name) VALUES ($1)', [`${process.pid}/${n}`])
  await inserted.then(
    () => console.log(`${process.pid}/${n}`),
    error => {
      console.log(`failed ${error.code ?? error.message}`)
      return delay(100)
    },
  )
}
console.log('written')
