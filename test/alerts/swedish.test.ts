import { randomUUID } from 'node:crypto'
import t from 'tap'
import { registry } from '../../connectors/index.ts'
import { deliverMessage } from '../../src/alerts/deliver.ts'
import { alertKinds } from '../../src/alerts/kinds.ts'
import type { Database } from '../../src/db.ts'
import { ownWords } from '../../src/words/index.ts'
import { minuteMs, rigAlerts } from '../support/alert-rig.ts'
import { alertSettings, delivering, failRun, insertWatched, startMailbox, startReceiver } from '../support/alerts.ts'
import { openTestDatabase } from '../support/database.ts'
import { insertRows } from '../support/rows.ts'

const refused = {
  message: 'The store knows the consumer key, but the consumer secret does not belong to it.',
  remedy: 'Add a new key under WooCommerce > Settings > Advanced > REST API and enter both of its values here.',
}
const unanswered = {
  message: 'butik.example did not answer within 30 s.',
  remedy:
    'Try again later. If it stays, ask the web host whether the site is overloaded or a firewall drops what this server sends.',
}
const braked = {
  message: '30 of 40 orders are gone from the store. Nothing was marked deleted.',
  remedy:
    'Look at the store. If these records are really gone, approve the deletion. If they are to stay as they are, discard the run and keep them; if the store is to be put right first, cancel this run.',
}

/** Something wrong of each kind. */
async function goWrong(db: Database): Promise<void> {
  const refusing = await insertWatched(db, 'Lykta')
  await db.pool.query('UPDATE connections SET attention = $2 WHERE id = $1', [refusing, { kind: 'auth', ...refused }])
  await insertRows(db, 'shared_secrets', [
    { connection_id: refusing, credential_version: 0, ends_at: new Date(Date.now() + 86_400_000) },
  ])
  const id = await insertWatched(db, 'Ljus', ['orders', 'products', 'stock', 'customers'])
  for (let n = 0; n < 3; n++) await failRun(db, id, 'orders', unanswered)
  await failRun(db, id, 'products', unanswered)
  await db.pool.query(
    `UPDATE checkpoints SET late_at = now() - interval '1 min' WHERE connection_id = $1 AND entity = 'products'`,
    [id],
  )
  await db.pool.query(
    `UPDATE schedules SET unreadable_because = $2 WHERE connection_id = $1 AND entity = 'customers'`,
    [id, 'The store refused the key.'],
  )
  const at = new Date()
  const run = { connection_id: id, kind: 'reconcile', cause: 'schedule', queued_at: at }
  await insertRows(db, 'runs', [
    { ...run, entity: 'stock', state: 'running', started_at: new Date(at.getTime() - 11 * minuteMs) },
    { ...run, entity: 'shipments', state: 'needs_approval', problem: { kind: 'approval', ...braked } },
    { ...run, entity: 'accounts', state: 'succeeded', ended_at: at, read: 100, rejected: 20 },
  ])
}

/** All that is said to people in English, with anything where a value comes. */
const english = Object.entries(Object.assign({}, ownWords, ...[...registry.values()].map(one => one.words?.sv)))
  .filter(([en, sv]) => en !== sv && en.replace(/\{\w+\}/g, '').length >= 12)
  .map(([en]) => en.replace(/[.*+?^$()|[\]\\/]/g, '\\$&').replace(/\{\w+\}/g, '.+?'))
const englishWord = /\b(the|is|are|was|of|and|with|this|it|to|not|can|look|store|run)\b/i

t.test('who is told in Swedish is told in Swedish what is wrong and what to do', async t => {
  const { db } = await openTestDatabase(t)
  const [mailbox, receiver] = [await startMailbox(t), await startReceiver(t)]
  const { pass } = rigAlerts(db)
  await pass(0)
  await goWrong(db)
  const [content] = await pass(20)
  t.strictSame(content!.began.items.map(one => one.kind).sort(), [...alertKinds].sort(), 'something of each kind')

  const context = delivering(db, alertSettings({ mailbox, receiver, language: 'sv' }))
  for (const channel of ['mail', 'webhook'])
    await deliverMessage(context, { id: randomUUID(), channel, content: content! })
  const body = mailbox.mails[0]!.text
  const mail = body.slice(body.indexOf('DET SOM ÄR FEL'), body.indexOf('-- \r\n')).replaceAll(/https:\S+/g, '')
  const hook = receiver.received[0]!.payload.data.began.items.flatMap((one: typeof refused) => [
    one.message,
    one.remedy,
  ])
  for (const [channel, told] of Object.entries({ mail, hook: hook.join('\n') })) {
    t.match(told, 'butik.example svarade inte inom 30 s.', channel)
    t.match(told, 'Den senaste: butik.example svarade inte', channel)
    t.strictSame(
      english.filter(words => new RegExp(words).test(told)),
      [],
      channel,
    )
    t.notMatch(told, englishWord, channel)
  }
})
