import t, { type Test } from 'tap'
import { startDemoStore } from '../../../connectors/magento/practice-store/demo.ts'
import type { DemoOptions, DemoStore } from '../../../src/sdk/demo-store.ts'
import { sign } from './ask-store.ts'

const openedAt = new Date('2026-05-01T10:00:00.700Z')

async function start(t: Test, options: DemoOptions = {}): Promise<DemoStore> {
  const store = await startDemoStore(options)
  t.teardown(store.close)
  return store
}

/** With the values that a form would hold. */
async function ask({ baseUrl, credential }: DemoStore, path: string) {
  const url = new URL(`${baseUrl}/rest/all/V1/${path}`)
  const by = {
    ...{ id: 1, name: 'form', resources: 'all' as const, active: true, revoked: false },
    ...{ consumerKey: credential['consumerKey']!, consumerSecret: credential['consumerSecret']! },
    ...{ accessToken: credential['accessToken']!, accessTokenSecret: credential['secret']! },
  }
  const authorization = sign({ method: 'GET', url, by, now: new Date(), oauth: {} })
  const answer = await fetch(url, { headers: { authorization, accept: 'application/json' } })
  return { status: answer.status, text: await answer.text() }
}
const lists = [
  'orders',
  'products',
  'customers/search',
  'invoices',
  'shipments',
  'creditmemos',
  'inventory/source-items',
]

async function readAll(store: DemoStore): Promise<string> {
  const texts: string[] = []
  for (const list of lists) texts.push((await ask(store, `${list}?searchCriteria=`)).text)
  return texts.join('\n').replaceAll(store.baseUrl, '')
}

t.test('a shop that opened at the same instant and sold the same holds the same', async t => {
  const [one, other] = [await start(t, { openedAt }), await start(t, { openedAt })]
  const sold = [new Date('2026-05-02T08:00:00Z'), new Date('2026-05-03T09:30:01Z')]
  t.strictSame(
    sold.map(at => one.sell(at)),
    sold.map(at => other.sell(at)),
  )
  const records = await readAll(one)
  t.equal(await readAll(other), records)
  t.match(records, '2026-05-03 09:30:01', 'what was sold is among it')
})

t.test('it trades, and says what', async t => {
  const store = await start(t)
  const told = Array.from({ length: 8 }, () => store.trade())
  t.match(told.join('\n'), /came in[\s\S]*paid for[\s\S]*was sent[\s\S]*counted[\s\S]*refunded/)
})

t.test('what is wrong with it is seen, and put right again', async t => {
  const store = await start(t)
  const status = async () => (await ask(store, 'store/websites')).status
  store.setFaults(['refuses_key'])
  t.equal(await status(), 401)
  store.setFaults(['unreachable'])
  await t.rejects(status())
  store.setFaults([])
  t.equal(await status(), 200)
})
