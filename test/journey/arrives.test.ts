import fs from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { makeCertificates } from '../support/certificates.ts'
import { makeTestFolder } from '../support/database.ts'
import { pictureOurs } from './our-picture.ts'
import { kinds, startProduct, until } from './product.ts'
import { entities, formOf, startShop } from './shop.ts'
import { pictureStore } from './store-picture.ts'

t.setTimeout(600_000)

const hasEnded = ({ items }: { items: readonly { state: string }[] }) =>
  items.length === entities.length && items.every(({ state }) => state !== 'queued' && state !== 'running')

const { ca, good } = await makeCertificates()
const makeDue = (minutesAgo: number) =>
  `UPDATE schedules SET next_run_at = now() - interval '${minutesAgo} minutes' WHERE active`

for (const kind of kinds) {
  await t.test(`verified, saved and switched on, a store over TLS arrives by its schedules (${kind})`, async t => {
    const shop = await startShop(t, { tls: good, fulfillments: true })
    const authority = path.join(makeTestFolder(t), 'ca.pem')
    fs.writeFileSync(authority, ca)
    const product = await startProduct(t, kind, { KOPPLA_CA_FILE: authority })
    const { get, ask } = product
    const form = formOf(shop)

    const report = await get('POST /connections/verify', form)
    t.match(report, { green: true, store: { timeZone: 'Europe/Stockholm', currency: 'SEK', version: '10.5.0' } })
    t.match(await get('/connections'), { items: [] }, 'verifying stores nothing')
    const filled = { ...form, name: 'Ljusbutiken', orderStart: '2000-01-01' }
    t.match(await ask('POST /connections', filled), { status: 409, body: { code: /^token_/ } })
    const saved = await get('POST /connections', { ...filled, verificationToken: report.verificationToken })
    t.notMatch(JSON.stringify(saved), form.credential.secret)
    for (const schedule of saved.entities) t.match(schedule, { active: false, nextRunAt: null, lastRun: null })
    t.match(await get('/runs'), { items: [] }, 'nothing is imported unasked')

    for (const entity of entities)
      t.match(await get(`POST /connections/${saved.id}/schedules/${entity}/activate`), {
        active: true,
        nextRunAt: /Z$/,
      })
    const cause = kind === 'server' ? 'schedule' : 'caught_up'
    if (kind === 'embedded') await product.stop()
    await product.tell(makeDue(kind === 'server' ? 0 : 5))
    if (kind === 'embedded') await product.start()

    const { items: runs } = await until(product, '/runs', hasEnded)
    for (const run of runs) t.match(run, { state: 'succeeded', cause, requestedBy: null, rejected: 0 })
    t.strictSame(await pictureOurs(product, saved.id), pictureStore(shop.store.state))
    const { entities: after } = await get(`/connections/${saved.id}`)
    for (const { nextRunAt, lastRun } of after) {
      t.ok(Date.parse(nextRunAt) > Date.now(), 'the next run has its time')
      t.match(lastRun, { kind: 'incremental', state: 'succeeded' })
    }
    const asked = shop.server.asked.filter(one => one.query.has('consumer_secret') || one.query.has('oauth_signature'))
    t.strictSame(asked, [], 'over TLS the key travels in the header')
  })
}
