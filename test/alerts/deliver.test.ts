import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { deliverMessage, readDeliveries, tryChannels } from '../../src/alerts/deliver.ts'
import { type Digest, testDigest, toDigest } from '../../src/alerts/digest.ts'
import type { Pending } from '../../src/alerts/plan.ts'
import { startAlerts } from '../../src/alerts/start.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'
import { alertSettings, delivering, failRun, insertWatched, startMailbox, startReceiver } from '../support/alerts.ts'
import { openTestDatabase, testOnDatabases } from '../support/database.ts'

const connectionId = randomUUID()
const one: Pending = {
  id: randomUUID(),
  kind: 'failing',
  connectionId,
  connectionName: 'Ljus & <b>Lykta</b>',
  entity: 'orders',
  message: 'The store answers 500.',
  remedy: 'Ask the web host.',
  beganAt: new Date('2026-03-01T08:00:00Z'),
  foundAt: new Date('2026-03-01T08:10:00Z'),
  toldAt: null,
  remindedAt: null,
  endedAt: null,
}
const digestOf = (began: Pending[], recovered: Pending[] = []): Digest =>
  toDigest({ began, recovered, lasting: [] }, new Date('2026-03-01T08:11:00Z'))

t.test('what is sent', async t => {
  const { db } = await openTestDatabase(t)
  const mailbox = await startMailbox(t)
  const receiver = await startReceiver(t)
  const send = async (content: Digest, language: 'en' | 'sv' = 'en') => {
    const context = delivering(db, alertSettings({ mailbox, receiver, language }))
    const id = randomUUID()
    for (const channel of ['mail', 'webhook']) await deliverMessage(context, { id, channel, content })
    return { id, mail: mailbox.mails.at(-1)!, hook: receiver.received.at(-1)! }
  }

  await t.test('a mail says what, since when, why, what to do, and where; as text and as markup', async t => {
    const { id, mail } = await send(digestOf([one]))
    t.match(mail, { from: 'koppla@example.com', to: ['anna@example.com'] })
    for (const part of [
      `Message-ID: <${id}@koppla>`,
      'Subject: Koppla: “Ljus & <b>Lykta</b>” needs attention',
      '- Imports of orders fail, since 2026-03-01 08:00 UTC',
      'Why: The store answers 500.',
      'Do this: Ask the web host.',
      `https://erp.example.com/settings/connectors/${connectionId}`,
      'Content-Type: text/html',
      'Ljus &amp; &lt;b&gt;Lykta&lt;/b&gt;</a>',
    ])
      t.ok(mail.text.includes(part), part)
  })

  await t.test('a webhook is signed, and says the same to a program', async t => {
    const { id, hook } = await send(digestOf([one]))
    t.equal(hook.id, id)
    t.match(hook.payload, {
      type: 'alerts.changed',
      timestamp: '2026-03-01T08:11:00.000Z',
      data: {
        began: {
          total: 1,
          items: [
            {
              kind: 'failing',
              connectionId,
              connectionName: one.connectionName,
              entity: 'orders',
              since: '2026-03-01T08:00:00.000Z',
              message: one.message,
              remedy: one.remedy,
              url: `https://erp.example.com/settings/connectors/${connectionId}`,
            },
          ],
        },
        recovered: { total: 0, items: [] },
      },
    })
  })

  await t.test('Swedish is spoken to who wants it', async t => {
    const ended = { ...one, kind: 'refused' as const, entity: '', endedAt: new Date('2026-03-01T09:00:00Z') }
    const { mail } = await send(digestOf([], [ended]), 'sv')
    t.match(mail.text, 'Subject: Koppla: ”Ljus & <b>Lykta</b>” fungerar igen')
    t.match(mail.text, 'Nyckeln godtas inte: inget importeras, från 2026-03-01 08:00 UTC till 2026-03-01 09:00 UTC')
  })

  await t.test('many connections at once point to our own network, and the rest is counted', async t => {
    const many = Array.from({ length: 200 }, (_, n) => ({
      ...one,
      connectionId: randomUUID(),
      connectionName: `S${n}`,
    }))
    const { mail, hook } = await send(digestOf(many))
    t.match(mail.text, 'Subject: Koppla: 200 connections need attention')
    t.match(mail.text, 'look at the network of this server first')
    t.match(mail.text, '… and 100 more.')
    t.match(hook.payload.data.began, { total: 200, connections: 200, items: { length: 100 } })
  })

  await t.test('no message holds a secret of ours', async t => {
    await send(digestOf([one]))
    const all = JSON.stringify([mailbox.mails, receiver.received])
    for (const secret of ['hunter2', 's3cr3t', 'whsec_']) t.notMatch(all, secret)
  })
})

t.test('a test message says of each channel what happened, and the secret of none', async t => {
  const { db } = await openTestDatabase(t)
  const mailbox = await startMailbox(t)
  const receiver = await startReceiver(t)
  const settings = alertSettings({ mailbox, receiver })
  const attempt = (changed: Partial<typeof settings>, allowAddresses = ['127.0.0.0/8']) => {
    const context = { ...delivering(db, { ...settings, ...changed }), network: { allowAddresses, ca: undefined } }
    return tryChannels(context, { id: randomUUID(), content: testDigest(new Date()) })
  }
  t.match(await attempt({}), [
    { channel: 'mail', target: 'anna@example.com', problem: null },
    { channel: 'webhook', target: /^127\.0\.0\.1:\d+$/, problem: null },
  ])
  t.match(mailbox.mails[0]!.text, 'Koppla: a test message')
  t.match(receiver.received[0]!.payload, { type: 'alerts.test' })

  const badMail = { ...settings.mail!, url: mailbox.url.replace('hunter2', 'hunter3') }
  const failed = await attempt({ mail: badMail }, [])
  t.match(failed, [
    { channel: 'mail', problem: { message: /did not take the message/, remedy: /password in KOPPLA_SMTP_URL/ } },
    { channel: 'webhook', problem: { message: /private or reserved/, remedy: /KOPPLA_ALLOW_ADDRESSES/ } },
  ])
  t.strictSame(
    await readDeliveries({ db, settings }),
    failed.map((one, at) => ({ ...one, target: ['anna@example.com', failed[1]!.target][at] })),
  )
  receiver.status = 500
  t.match(await attempt({ mail: undefined }), [{ problem: { message: /answered 500/, remedy: /same secret/ } }])
  const some = await attempt({ mail: { ...settings.mail!, to: ['anna@example.com', 'nobody@example.com'] } })
  t.match(some[0], { problem: { message: /refused nobody@example.com; the others were served/ } })
  await mailbox.close()
  const gone = await attempt({})
  t.match(gone[0], { problem: { message: /did not take the message/, remedy: /address and port/ } })
  t.notMatch(JSON.stringify([failed, some, gone]), /hunter|s3cr3t|whsec_/)
})

await testOnDatabases(t, 'what cannot be delivered is sent again until it is', async (t, db) => {
  const mailbox = await startMailbox(t)
  const receiver = await startReceiver(t)
  const settings = alertSettings({ mailbox, receiver, afterFailures: 1 })
  mailbox.refuses = true
  receiver.status = 503
  const id = await insertWatched(db, 'Shop')
  await failRun(db, id)
  const queue = await openQueue(db, silentLog)
  let minutes = 0
  const now = () => new Date(Date.now() + minutes++ * 60_000)
  const alerts = await startAlerts({ ...delivering(db, settings), queue, log: silentLog, now }, { everyMs: 100 })
  t.teardown(async () => {
    await alerts.stop()
    await queue.stop(2_000)
  })
  const problems = async () => (await readDeliveries({ db, settings })).map(one => one.problem?.message ?? null)
  while ((await problems()).length < 2) await sleep(50)
  for (const problem of await problems()) t.match(problem, /did not take|answered 503/)
  mailbox.refuses = false
  receiver.status = 200
  while (mailbox.mails.length === 0 || receiver.received.length === 0) await sleep(50)
  while ((await problems()).some(Boolean)) await sleep(50)
  t.equal(mailbox.mails.length, 1)
  t.equal(receiver.received.length, 1)
  t.match(receiver.received[0]!.payload.data.began, { total: 1 })
  const tried = receiver.server.asked.map(one => one.headers['webhook-id'])
  t.ok(tried.length > 1)
  t.equal(new Set(tried).size, 1, 'under one id, by which the receiver tells that it has it')
})
