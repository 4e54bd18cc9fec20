// Runs in a worker thread, so that a long statement does not stall the server.
import fs from 'node:fs'
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

export interface ThreadRequest {
  /** Wire messages to run, or nothing to close the database. */
  readonly batch?: Uint8Array
}
export type ThreadAnswer =
  | { readonly state: 'ready' }
  | { readonly state: 'closed' }
  | { readonly state: 'answered'; readonly answer: Uint8Array }
  /** PANIC or FATAL, a full disk for one: the answer holds the error, and the thread ends. */
  | { readonly state: 'died'; readonly answer: Uint8Array }

interface EmscriptenModule {
  NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => number } }
}

/** PGlite never calls fsync: this makes COMMIT outlive a power loss, as on a PostgreSQL server. */
class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>) {
    const result = await super.init(...args)
    const preRun = result.emscriptenOpts.preRun as unknown as ((module: EmscriptenModule) => void)[]
    preRun.push(module => {
      module.NODEFS.stream_ops.fsync = stream => {
        fs.fsyncSync(stream.nfd)
        return 0
      }
    })
    return result
  }
}

const { folder } = workerData as { folder: string }
const port = parentPort!
const READY = 'Z'.charCodeAt(0)
const settings = ['fsync=on', 'wal_sync_method=fsync', 'shared_buffers=16MB', 'TimeZone=UTC']

const database = await openFolder()

port.on('message', async (request: ThreadRequest) => {
  if (!request.batch) {
    await database.close()
    post({ state: 'closed' })
    return port.close()
  }
  const answer = await exchange(request.batch)
  // What does not end in ReadyForQuery was PostgreSQL's last word; PGlite would spin on the next message.
  const alive = answer.at(-6) === READY
  post({ state: alive ? 'answered' : 'died', answer }, [answer.buffer as ArrayBuffer])
  if (!alive) port.close()
})
post({ state: 'ready' })

/** Not by execProtocolRaw, which keeps all that was ever answered, parsed, for as long as the thread lives. */
async function exchange(batch: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  await database.execProtocolRawStream(batch, { onRawData: part => void parts.push(part.slice()) })
  return new Uint8Array(Buffer.concat(parts))
}

async function openFolder(): Promise<PGlite> {
  if (!fs.existsSync(folder)) await makeFolder()
  // PGlite makes its files for everybody to read and write, whatever the umask.
  fs.chmodSync(folder, 0o700)
  // Left by a process that died; an empty one would keep the database shut for good. The folder is ours by its lock.
  fs.rmSync(path.join(folder, 'postmaster.pid'), { force: true })
  return open(folder)
}

/** Under another name first: what is left of a first start that was cut off cannot be opened. */
async function makeFolder(): Promise<void> {
  const making = `${folder}.new`
  fs.rmSync(making, { recursive: true, force: true })
  fs.mkdirSync(making, { mode: 0o700 })
  const made = await open(making)
  await made.close()
  fs.renameSync(making, folder)
}

function open(where: string): Promise<PGlite> {
  return PGlite.create({
    fs: new DurableNodeFS(where),
    // -F is fsync=off.
    startParams: [...PGlite.defaultStartParams.filter(param => param !== '-F'), ...settings.flatMap(it => ['-c', it])],
  })
}

function post(answer: ThreadAnswer, transfer: ArrayBuffer[] = []): void {
  port.postMessage(answer, transfer)
}
