// What tests of alerts share: connections with something wrong, and receivers that are real servers.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { Webhook } from 'standardwebhooks'
import type { Test } from 'tap'
import { registry } from '../../connectors/index.ts'
import type { Delivering } from '../../src/alerts/deliver.ts'
import type { AlertSettings } from '../../src/config/alert-settings.ts'
import type { Database } from '../../src/db.ts'
import { type PracticeServer, startPracticeServer } from '../../src/sdk/testing/index.ts'
import { insertConnection, insertRows } from './rows.ts'

export const webhookSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

export interface Mailbox {
  readonly url: string
  /** Whole mails, decoded. */
  readonly mails: { from: string; to: string[]; text: string }[]
  /** Refuses all that comes while it is true. */
  refuses: boolean
  close(): Promise<void>
}

/** A mail server that takes what `koppla` sends with this password. */
export async function startMailbox(t: Test, { port = 0, password = 'hunter2' } = {}): Promise<Mailbox> {
  const mailbox: Mailbox = { url: '', mails: [], refuses: false, close: async () => {} }
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password: given }, _session, done) =>
      username === 'koppla' && given === password ? done(null, { user: username }) : done(new Error('Go away')),
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('nobody') ? done(new Error('No such mailbox')) : done(),
    onData(data, { envelope }, done) {
      const chunks: Buffer[] = []
      data.on('data', chunk => chunks.push(chunk))
      data.on('end', () => {
        if (mailbox.refuses) return done(Object.assign(new Error('Come back later'), { responseCode: 451 }))
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        mailbox.mails.push({
          from,
          to: envelope.rcptTo.map(one => one.address),
          text: decode(Buffer.concat(chunks).toString('latin1')),
        })
        done()
      })
    },
  })
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const close = () => new Promise<void>(resolve => server.close(() => resolve()))
  t.teardown(close)
  const bound = (server.server.address() as AddressInfo).port
  return Object.assign(mailbox, { url: `smtp://koppla:${encodeURIComponent(password)}@127.0.0.1:${bound}`, close })
}

const unquote = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
const utf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8')

/** Lines joined and characters decoded, as a mail program shows them. */
function decode(mail: string): string {
  const at = mail.indexOf('\r\n\r\n')
  const unfolded = mail
    .slice(0, at)
    .replace(/\?=\r\n\s+=\?UTF-8\?Q\?/gi, '')
    .replace(/\r\n\s+/g, ' ')
  const header = unfolded.replace(/=\?UTF-8\?Q\?(.*?)\?=/gi, (_, text: string) => unquote(text.replaceAll('_', ' ')))
  return utf8(header + unquote(mail.slice(at).replace(/=\r\n/g, '')))
}

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a payload
type Payload = any

export interface Receiver {
  readonly server: PracticeServer
  /** What came with a right signature. */
  readonly received: { id: string; payload: Payload }[]
  /** What is answered; 200 by default. */
  status: number
}

/** A receiver of webhooks that believes nothing without a signature of Standard Webhooks. */
export async function startReceiver(t: Test): Promise<Receiver> {
  const received: Receiver['received'] = []
  const server = await startPracticeServer(({ headers, body }) => {
    const payload = new Webhook(webhookSecret).verify(body, headers as Record<string, string>)
    if (receiver.status < 300) received.push({ id: String(headers['webhook-id']), payload })
    return { status: receiver.status, body: '' }
  })
  t.teardown(server.close)
  const receiver: Receiver = { server, received, status: 200 }
  return receiver
}

export interface Told {
  readonly mailbox?: Mailbox
  readonly receiver?: Receiver
  readonly language?: AlertSettings['language']
  readonly afterFailures?: number
}

export function alertSettings({ mailbox, receiver, language = 'en', afterFailures = 3 }: Told): AlertSettings {
  const mail = mailbox && { url: mailbox.url, from: 'Koppla <koppla@example.com>', to: ['anna@example.com'] }
  const webhook = receiver && { url: `${receiver.server.baseUrl}/hook?token=s3cr3t`, secret: webhookSecret }
  return { mail, webhook, afterFailures, language }
}

export const delivering = (db: Database, settings: AlertSettings): Delivering => ({
  db,
  settings,
  registry,
  publicUrl: 'https://erp.example.com',
  network: { allowAddresses: ['127.0.0.0/8'], ca: undefined },
})

/** A connection with active schedules of these entities, nothing wrong with it. Returns its id. */
export async function insertWatched(db: Database, name: string, entities = ['orders']): Promise<string> {
  const id = await insertConnection(db, name)
  for (const entity of entities) {
    const owner = { connection_id: id, entity }
    await insertRows(db, 'schedules', [{ ...owner, cron: '7 * * * *', time_zone: 'UTC', active: true }])
    await insertRows(db, 'checkpoints', [{ ...owner, failures: 0, watermark: new Date() }])
  }
  return id
}

/** One more failed run of an entity, as a run's end leaves it. */
export async function failRun(
  db: Database,
  connectionId: string,
  entity = 'orders',
  { message = 'It does not answer.', remedy = 'Call the web host.' } = {},
) {
  const at = new Date()
  const problem = { kind: 'transient', message, remedy }
  const run = { connection_id: connectionId, entity, kind: 'incremental', cause: 'schedule' }
  await insertRows(db, 'runs', [{ ...run, state: 'failed', queued_at: at, started_at: at, ended_at: at, problem }])
  await db.pool.query('UPDATE checkpoints SET failures = failures + 1 WHERE connection_id = $1 AND entity = $2', [
    connectionId,
    entity,
  ])
}

export async function succeedRun(db: Database, connectionId: string, entity = 'orders') {
  const at = new Date()
  const run = { connection_id: connectionId, entity, kind: 'incremental', cause: 'schedule' }
  await insertRows(db, 'runs', [{ ...run, state: 'succeeded', queued_at: at, started_at: at, ended_at: at }])
  await db.pool.query('UPDATE checkpoints SET failures = 0 WHERE connection_id = $1 AND entity = $2', [
    connectionId,
    entity,
  ])
}
