import t, { type Test } from 'tap'
import { startDemoStore } from '../../../connectors/fortnox/practice-store/demo.ts'
import type { DemoOptions, DemoStore } from '../../../src/sdk/demo-store.ts'

const openedAt = new Date('2026-05-01T10:00:00.700Z')

async function start(t: Test, options: DemoOptions = {}): Promise<DemoStore> {
  const store = await startDemoStore(options)
  t.teardown(store.close)
  return store
}

/** With the values that a form would hold. */
async function tokenOf({ baseUrl, credential }: DemoStore): Promise<Response> {
  const { accessToken, secret, tenantId = '' } = credential
  return await fetch(`${baseUrl}/oauth-v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${accessToken}:${secret}`)}`, TenantId: tenantId },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
}

async function readAll(store: DemoStore): Promise<string> {
  const { access_token: token } = (await (await tokenOf(store)).json()) as { access_token: string }
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const paths = ['articles', 'customers', 'orders?sortby=documentnumber&sortorder=descending', 'invoices', 'vouchers']
  const read = async (path: string) => (await fetch(`${store.baseUrl}/3/${path}`, { headers })).text()
  return (await Promise.all(paths.map(read))).join('\n')
}

t.test('a company that opened at the same instant and sold the same holds the same', async t => {
  const [one, other] = [await start(t, { openedAt }), await start(t, { openedAt })]
  const sold = [new Date('2026-05-02T08:00:00Z'), new Date('2026-05-03T09:30:01Z')]
  t.strictSame(
    sold.map(at => one.sell(at)),
    sold.map(at => other.sell(at)),
  )
  const records = await readAll(one)
  t.equal(await readAll(other), records)
  t.match(records, '"OrderDate":"2026-05-03"', 'what was sold is among it')
  t.not(one.credential['tenantId'], other.credential['tenantId'], 'and is another company all the same')
})

t.test('it trades, and says what', async t => {
  const store = await start(t)
  const told = Array.from({ length: 16 }, () => store.trade()).join('\n')
  for (const word of ['came in', 'was invoiced', 'was paid', 'was counted', 'was cancelled', 'was taken back'])
    t.match(told, word)
})

t.test('what is wrong with it is seen, and put right again', async t => {
  const store = await start(t)
  const status = async () => (await tokenOf(store)).status
  t.equal(await status(), 200)
  store.setFaults(['refuses_key'])
  t.equal(await status(), 401)
  store.setFaults(['rate_limit'])
  t.strictSame([await status(), await status()].sort(), [200, 429])
  store.setFaults(['unreachable'])
  await t.rejects(status())
  store.setFaults([])
  t.equal(await status(), 200)
})
