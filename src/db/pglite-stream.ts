// node-postgres over an in-process PGlite: `new pg.Pool({ stream: () => new PGliteStream(session), ssl: false })`.
// The same driver, Prisma adapter and queue as on a PostgreSQL server. PGlite has ONE session, so connections take
// turns: a connection keeps the session from its first message until the session is idle again (end of statement or
// of transaction), as with a transaction-mode pooler in front of a single server connection.
import { Duplex } from 'node:stream'

/** Runs one batch of wire messages, up to and with Query or Sync, and gives back the server's answer. */
export type Exchange = (batch: Buffer) => Promise<Buffer>

interface Turn {
  readonly who: PGliteStream
  readonly begin: (granted: boolean) => void
}

/** The one session, handed from connection to connection in the order they asked. */
export class SharedSession {
  readonly exchange: Exchange
  readonly #maxWaitMs: number
  readonly #streams = new Set<PGliteStream>()
  #owner: PGliteStream | undefined
  #waiting: Turn[] = []

  /** Whoever waits longer than `maxWaitMs` is refused: most often it is a query made beside the open transaction. */
  constructor(exchange: Exchange, maxWaitMs: number) {
    this.exchange = exchange
    this.#maxWaitMs = maxWaitMs
  }

  add(who: PGliteStream): void {
    this.#streams.add(who)
  }

  remove(who: PGliteStream): void {
    this.#streams.delete(who)
    this.leave(who)
  }

  /** False when the turn did not come in time. */
  async enter(who: PGliteStream): Promise<boolean> {
    this.#owner ??= who
    if (this.#owner === who) return true
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter(turn => turn.who !== who)
        resolve(false)
      }, this.#maxWaitMs)
      const begin = (granted: boolean) => {
        clearTimeout(timer)
        resolve(granted)
      }
      this.#waiting.push({ who, begin })
    })
  }

  leave(who: PGliteStream): void {
    if (this.#owner !== who) return
    const next = this.#waiting.shift()
    this.#owner = next?.who
    next?.begin(true)
  }

  /** The session is gone, and with it every open transaction: whatever was asked of it fails. */
  fail(error: Error): void {
    const waiting = this.#waiting
    this.#waiting = []
    this.#owner = undefined
    const streams = [...this.#streams]
    this.#streams.clear()
    for (const stream of streams) stream.destroy(error)
    for (const turn of waiting) turn.begin(false)
  }
}

const QUERY = 0x51
const SYNC = 0x53
const TERMINATE = 0x58
const READY = 0x5a
const IDLE = 0x49

export class PGliteStream extends Duplex {
  readonly #session: SharedSession
  #input: Buffer = Buffer.alloc(0)
  #batch: Buffer[] = []
  #greeted = false
  #tail: Promise<void> = Promise.resolve()
  #status = IDLE

  constructor(session: SharedSession) {
    super()
    this.#session = session
    session.add(this)
  }

  // What node-postgres calls on a socket.
  connect(): this {
    queueMicrotask(() => this.emit('connect'))
    return this
  }
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: unknown, done: () => void): void {
    this.#input = this.#input.length > 0 ? Buffer.concat([this.#input, chunk]) : chunk
    if (this.#greeted || this.#greet()) this.#takeMessages()
    done()
  }

  #greet(): boolean {
    if (this.#input.length < 4 || this.#input.length < this.#input.readInt32BE(0)) return false
    this.#input = this.#input.subarray(this.#input.readInt32BE(0))
    this.#greeted = true
    this.push(greeting)
    return true
  }

  #takeMessages(): void {
    while (this.#input.length >= 5) {
      const length = 1 + this.#input.readInt32BE(1)
      if (this.#input.length < length) return
      const message = this.#input.subarray(0, length)
      this.#input = this.#input.subarray(length)
      this.#take(message)
    }
  }

  #take(message: Buffer): void {
    if (message[0] === TERMINATE) {
      this.end()
      this.#finish()
      return
    }
    this.#batch.push(message)
    if (message[0] !== QUERY && message[0] !== SYNC) return
    const batch = Buffer.concat(this.#batch)
    this.#batch = []
    this.#tail = this.#tail.then(() => this.#run(batch)).catch(error => void this.destroy(error))
  }

  async #run(batch: Buffer): Promise<void> {
    const granted = await this.#session.enter(this)
    if (this.destroyed) return this.#session.leave(this)
    if (!granted) return void this.push(refusal)
    const answer = await this.#session.exchange(batch)
    if (answer.at(-6) !== READY) return this.#endWith(answer)
    this.#status = answer.at(-1)!
    if (this.#status === IDLE) this.#session.leave(this)
    this.push(answer)
  }

  /** The server's last word, an error: the query is told, and then the connection is gone. */
  #endWith(answer: Buffer): void {
    this.#status = IDLE
    this.push(Buffer.concat([answer, ready]))
    this.push(null)
  }

  /** A connection that goes away in mid-transaction must not leave it to the next one. */
  #finish(): void {
    this.#tail = this.#tail
      .then(async () => {
        if (this.#status !== IDLE) await this.#session.exchange(message('Q', Buffer.from('ROLLBACK\0')))
      })
      .catch(() => {})
      .then(() => {
        this.#status = IDLE
        this.#session.remove(this)
        if (!this.destroyed) this.push(null)
      })
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#finish()
    done(error)
  }
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(4 + body.length), body])
}

function int32(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length)
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number, 4 * index)
  return bytes
}

const parameters = {
  server_version: '18.0',
  server_encoding: 'UTF8',
  client_encoding: 'UTF8',
  DateStyle: 'ISO, MDY',
  integer_datetimes: 'on',
  standard_conforming_strings: 'on',
  TimeZone: 'UTC',
}
const ready = message('Z', Buffer.from('I'))
const greeting = Buffer.concat([
  message('R', int32(0)),
  ...Object.entries(parameters).map(([name, value]) => message('S', Buffer.from(`${name}\0${value}\0`))),
  message('K', int32(1, 1)),
  ready,
])
const refusal = Buffer.concat([
  message(
    'E',
    Buffer.from(
      'SERROR\0VERROR\0C55P03\0MThe embedded database was busy with another transaction for too long (was it asked beside the transaction that the caller holds open?)\0\0',
    ),
  ),
  ready,
])
