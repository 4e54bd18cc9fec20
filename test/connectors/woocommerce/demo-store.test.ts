import t, { type Test } from 'tap'
import { createClient } from '../../../connectors/woocommerce/client.ts'
import { entities } from '../../../connectors/woocommerce/entities/index.ts'
import type { Facts } from '../../../connectors/woocommerce/facts.ts'
import type { Credential } from '../../../connectors/woocommerce/fields.ts'
import { startDemoStore } from '../../../connectors/woocommerce/practice-store/demo.ts'
import type { DemoOptions, DemoStore } from '../../../src/sdk/demo-store.ts'
import { openContext, verify } from './verification.ts'

const openedAt = new Date('2026-05-01T10:00:00.700Z')

async function start(t: Test, options: DemoOptions = {}): Promise<DemoStore & { credential: Credential }> {
  const store = await startDemoStore(options)
  t.teardown(store.close)
  return store as DemoStore & { credential: Credential }
}

/** Everything that an import reads, without the address in it. */
async function readAll(t: Test, { credential, baseUrl }: DemoStore & { credential: Credential }): Promise<string> {
  const { found } = await verify(t, credential)
  const client = createClient(credential, found as Facts, openContext(t, credential))
  const window = { since: null, until: '2027-01-01T00:00:00.000Z', createdFrom: null, createdBefore: null }
  const read: unknown[] = []
  for (const { import: imported } of entities)
    for await (const { records } of imported!.pages(client, window, null)) read.push(...records)
  return JSON.stringify(read).replaceAll(baseUrl, '')
}

t.test('a store that opened at the same instant and sold the same holds the same', async t => {
  const sold = [new Date('2026-05-02T08:00:00Z'), new Date('2026-05-03T09:30:01Z')]
  const [one, other] = [await start(t, { openedAt }), await start(t, { openedAt })]
  t.strictSame(
    sold.map(at => one.sell(at)),
    sold.map(at => other.sell(at)),
  )
  const records = await readAll(t, one)
  t.equal(await readAll(t, other), records)
  t.match(records, '2026-05-03T09:30:01', 'what was sold is among it')
})

t.test('it is to be had at the port that it is given', async t => {
  const first = await start(t)
  await first.close()
  const port = Number(new URL(first.baseUrl).port)
  t.equal((await start(t, { port })).baseUrl, first.baseUrl)
  await t.rejects(startDemoStore({ port }), { code: 'EADDRINUSE' })
})

t.test('what is wrong with it is diagnosed, and put right again', async t => {
  const store = await start(t)
  for (const [fault, flaw] of [
    ['refuses_key', /key/i],
    ['errors', /500|critical|error/i],
    ['unreachable', /answer|connection/i],
    ['rate_limit', /many|429|pace|often/i],
  ] as const) {
    store.setFaults([fault])
    const { flaws, told } = await verify(t, store.credential)
    t.ok(
      flaws.some(one => one.includes(' failed ')),
      `${fault} fails a check`,
    )
    t.match(told, flaw, fault)
  }
  store.setFaults([])
  t.notOk((await verify(t, store.credential)).flaws.some(one => one.includes(' failed ')))
})

t.test('a slow one answers late, and answers', async t => {
  const store = await start(t)
  store.setFaults(['slow'])
  let answered = false
  const asking = fetch(`${store.baseUrl}/wp-json/`).then(({ status }) => {
    answered = true
    return status
  })
  const quick = await start(t)
  t.equal((await fetch(`${quick.baseUrl}/wp-json/`)).status, 200)
  t.notOk(answered, 'a quick one is first')
  t.equal(await asking, 200)
})
