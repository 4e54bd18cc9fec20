// A process of its own that asks a shop through a saved connection, once for each line it is given, and tells what came of it.
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { createClient } from '../../../connectors/shopify/client.ts'
import { createVault } from '../../../src/connections/secrets.ts'
import { shareSecret } from '../../../src/connections/shared-secret.ts'
import { openDatabase } from '../../../src/db.ts'
import { silentLog } from '../../../src/log.ts'
import { createHttp } from '../../../src/sdk/http.ts'
import { createLimiter } from '../../../src/sdk/rate-limit.ts'

const { options, id, key, leaseMs, credential } = JSON.parse(process.argv[2]!)
const db = await openDatabase({ ...options, log: silentLog })
const vault = createVault({ id: 'a', bytes: Buffer.from(key, 'base64') })
const { signal } = new AbortController()
const http = createHttp({
  signal,
  limiter: createLimiter({ concurrency: 2 }),
  secrets: [],
  allowAddresses: ['127.0.0.0/8'],
})
const shared = shareSecret({ db, vault, leaseMs }, { id, credentialVersion: 0 }, signal)
const client = createClient(credential, {}, { http, log: silentLog, signal, now: () => new Date(), shared })

const lines = createInterface(process.stdin)
lines.on('line', async () => {
  const told = await client.ask('{ shop { name } }', {}, z.unknown()).then(
    () => 'answered',
    error => String(error),
  )
  process.stdout.write(`${told}\n`)
})
process.stdout.write('ready\n')
await once(lines, 'close')
http.close()
await db.close()
