// Preloaded into a child process and its threads with --import: counts fsync, and while a file says so
// makes the disk "full", or lets the database's thread "die" in the middle of a write.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { threadId } from 'node:worker_threads'

const folder = process.env['TEST_DISK']!
const { fsyncSync, writeSync } = fs
let syncs = 0

fs.fsyncSync = fd => {
  syncs += 1
  if (threadId > 0) fs.writeFileSync(`${folder}/syncs`, String(syncs))
  fsyncSync(fd)
}
fs.writeSync = ((...args: Parameters<typeof writeSync>) => {
  if (threadId > 0 && fs.existsSync(`${folder}/die`)) {
    fs.rmSync(`${folder}/die`)
    process.exit(3)
  }
  if (threadId > 0 && fs.existsSync(`${folder}/full`)) {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 })
  }
  return writeSync(...args)
}) as typeof writeSync
syncBuiltinESMExports()
