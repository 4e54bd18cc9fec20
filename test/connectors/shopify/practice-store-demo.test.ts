import t, { type Test } from 'tap'
import { startDemoStore } from '../../../connectors/shopify/practice-store/demo.ts'
import type { DemoOptions, DemoStore } from '../../../src/sdk/demo-store.ts'

const openedAt = new Date('2026-05-01T10:00:00.700Z')

async function start(t: Test, options: DemoOptions = {}): Promise<DemoStore> {
  const store = await startDemoStore(options)
  t.teardown(store.close)
  return store
}

/** With the values that a form would hold. */
async function tokenOf({ baseUrl, credential }: DemoStore): Promise<Response> {
  const body = { client_id: credential['accessToken'], client_secret: credential['secret'] }
  return await fetch(`${baseUrl}/admin/oauth/access_token`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ grant_type: 'client_credentials', ...body }),
  })
}

const lists = {
  orders: 'name updatedAt totalPriceSet { shopMoney { amount } } lineItems(first: 2) { nodes { id name quantity } }',
  products: 'title updatedAt handle onlineStoreUrl media(first: 2) { nodes { id preview { image { url } } } }',
  customers: 'firstName updatedAt defaultEmailAddress { emailAddress }',
  inventoryItems: 'inventoryLevels(first: 2) { nodes { id quantities(names: ["available"]) { quantity } } }',
}

async function readAll(store: DemoStore): Promise<string> {
  const { access_token: token } = (await (await tokenOf(store)).json()) as { access_token: string }
  const texts: string[] = []
  for (const [list, fields] of Object.entries(lists)) {
    const reverse = list === 'orders' ? ', sortKey: ID, reverse: true' : ''
    const answer = await fetch(`${store.baseUrl}/admin/api/2026-10/graphql.json`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json', 'x-shopify-access-token': token } },
      body: JSON.stringify({ query: `{ ${list}(first: 50${reverse}) { nodes { id ${fields} } } }` }),
    })
    const { data, errors } = (await answer.json()) as { data: unknown; errors: unknown }
    texts.push(JSON.stringify(errors ?? data))
  }
  return texts.join('\n')
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
  t.match(records, '2026-05-03T09:30:01Z', 'what was sold is among it')
})

t.test('it trades, and says what', async t => {
  const store = await start(t)
  const told = Array.from({ length: 8 }, () => store.trade())
  t.match(told.join('\n'), /came in[\s\S]*paid for[\s\S]*was sent[\s\S]*counted[\s\S]*refunded/)
})

t.test('what is wrong with it is seen, and put right again', async t => {
  const store = await start(t)
  const status = async () => (await tokenOf(store)).status
  store.setFaults(['refuses_key'])
  t.equal(await status(), 400)
  store.setFaults(['unreachable'])
  await t.rejects(status())
  store.setFaults([])
  t.equal(await status(), 200)
})
