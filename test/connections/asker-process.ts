// A process of its own that asks a store at the pace of a connection, and writes a line for each answer.
import { closeLimits, limiterOf } from '../../src/connections/limits.ts'
import { openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { createHttp } from '../../src/sdk/http.ts'

const { options, connectionId, rate, url, requests, beside } = JSON.parse(process.argv[2]!)
const db = await openDatabase({ ...options, log: silentLog })
const { signal } = new AbortController()
const limiter = limiterOf(db, connectionId, rate)
const http = createHttp({ signal, secrets: [], limiter, allowAddresses: ['127.0.0.0/8'] })
process.stdout.write('ready\n')
await new Promise(resolve => process.stdin.once('data', resolve))
process.stdin.unref()

let left: number = requests
async function ask(): Promise<void> {
  while (left-- > 0) {
    const { status } = await http.send({ url: `${url}/?from=${process.pid}` })
    process.stdout.write(`${status}\n`)
  }
}
await Promise.all(Array.from({ length: beside }, ask))
http.close()
await closeLimits(db)
await db.close()
