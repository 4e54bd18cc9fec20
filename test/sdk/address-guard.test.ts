import t from 'tap'
import { createAddressGuard } from '../../src/sdk/http.ts'
import { openHttp, startServer } from '../support/http.ts'

const closed = createAddressGuard([])
const at = (host: string) => new URL(`http://${host}`)

for (const host of [
  ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '255.255.255.255'],
  ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:8.8.8.8]', '[fe80::1]', '[fc00::1]', '[fd12::1]', '[ff02::1]'],
  ...['[64:ff9b::7f00:1]', '[2001:db8::1]', '[2002:7f00:1::]', '[2001::1]'],
]) {
  t.test(`${host} is not public`, async t => t.equal(closed.admits(at(host)), false))
}

for (const host of ['8.8.8.8', '172.32.0.1', '[2606:4700::1111]', 'shop.example', 'localhost']) {
  t.test(`${host} may be tried`, async t => t.equal(closed.admits(at(host)), true))
}

t.test('the operator may allow addresses and ranges, in both families', async t => {
  const open = createAddressGuard(['10.1.0.0/16', '::1', '127.0.0.1'])
  for (const host of ['10.1.2.3', '[::1]', '127.0.0.1', '[::ffff:127.0.0.1]']) t.ok(open.admits(at(host)), host)
  for (const host of ['10.2.0.1', '127.0.0.2', '[::2]']) t.notOk(open.admits(at(host)), host)
})

for (const entry of ['10.0.0.0/99', 'localhost', '10.0.0', 'fe80::/x']) {
  t.test(`what is no address or range is refused: ${entry}`, async t => t.throws(() => createAddressGuard([entry])))
}

for (const host of [
  ...['127.0.0.1', '2130706433', '0177.0.0.1', '0x7f.1', '127.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
  ...['localhost', '169.254.169.254', '127.0.0.1.'],
]) {
  t.test(`no request reaches ${host}`, async t => {
    const server = await startServer(t, () => ({}))
    const { http } = openHttp(t, { allowAddresses: [] })
    const asking = http.send({ url: `http://${host}:${server.port}/`, attempts: 1 })
    await t.rejects(asking, { kind: 'invalid', code: 'forbidden_address', remedy: /KOPPLA_ALLOW_ADDRESSES/ })
    t.equal(server.askedCount, 0)
  })
}

t.test('no redirect reaches a private address', async t => {
  const inner = await startServer(t, () => ({}))
  const location = `http://127.0.0.2:${inner.port}/`
  const outer = await startServer(t, () => ({ status: 302, headers: { location } }))
  const { http } = openHttp(t, { allowAddresses: ['127.0.0.1/32'] })
  await t.rejects(http.send({ url: outer.baseUrl }), { code: 'forbidden_address' })
  t.equal(inner.askedCount, 0)
})

t.test('a name is reached at those of its addresses that are allowed', async t => {
  const server = await startServer(t, () => ({ body: {} }))
  const { http } = openHttp(t, { allowAddresses: ['127.0.0.1'] })
  t.equal((await http.send({ url: `http://localhost:${server.port}/` })).status, 200)
})

t.test('our own practice store is reached, and nothing beside it', async t => {
  const [own, beside] = [await startServer(t, () => ({ body: {} })), await startServer(t, () => ({ body: {} }))]
  const { http } = openHttp(t, { allowAddresses: [], practiceOrigin: own.baseUrl })
  t.equal((await http.send({ url: `${own.baseUrl}/wp-json/` })).status, 200)
  for (const step of ['name', 'connection'] as const)
    t.match(await http.probe(own.baseUrl, step), { addresses: ['127.0.0.1'] }, step)
  for (const url of [
    beside.baseUrl,
    `https://127.0.0.1:${own.port}`,
    `http://localhost:${own.port}`,
    `http://127.0.0.2:${own.port}`,
    `http://[::ffff:127.0.0.1]:${own.port}`,
    `http://127.0.0.1:${own.port}@127.0.0.1:${beside.port}`,
  ])
    await t.rejects(http.send({ url, attempts: 1 }), { code: 'forbidden_address' }, url)
  t.equal(beside.askedCount, 0)
})

t.test('whoever was not given the practice store is not sent on to it', async t => {
  const own = await startServer(t, () => ({}))
  const outer = await startServer(t, () => ({ status: 302, headers: { location: own.baseUrl } }))
  const { http } = openHttp(t, { allowAddresses: [], practiceOrigin: outer.baseUrl })
  await t.rejects(http.send({ url: outer.baseUrl }), { code: 'forbidden_address' })
  t.equal(own.askedCount, 0)
})
