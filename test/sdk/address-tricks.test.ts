import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns'
import { once } from 'node:events'
import t, { type Test } from 'tap'
import { createAddressGuard, type Resolve } from '../../src/sdk/http/address-guard.ts'
import { openHttp, startServer } from '../support/http.ts'

/** This machine, its network and the metadata of clouds, as they have been written to get past a guard. */
const tricks: Readonly<Record<string, readonly string[]>> = {
  literal: ['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.0.0.1', '192.168.0.1', '172.31.255.255', '169.254.169.254'],
  'carrier, test, multicast': ['100.64.0.1', '192.0.0.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  short: ['127.1', '127.0.1', '0', '10.1', '192.168.257', '169.254.43518'],
  decimal: ['2130706433', '3232235521', '2852039166', '4294967295', '127.16777215'],
  octal: ['0177.0.0.1', '017700000001', '0177.1', '00000177.0.0.1', '0251.0376.0251.0376', '012.0.0.1'],
  hexadecimal: ['0x7f.0.0.1', '0x7f000001', '0x7F.1', '0xa9fea9fe', '0x0', '0xa9.0xfe.0xa9.0xfe', '0x7f.0.0x0.1'],
  'mixed bases': ['0x7f.0.0.01', '0177.0x0.0.1', '0xc0.168.1', '0xa9.254.0251.254'],
  'a dot at the end': ['127.0.0.1.', '2130706433.', '0x7f.1.', '169.254.169.254.', 'localhost.'],
  'percent signs': ['%31%32%37.0.0.1', '127.0.0.1%2e', '%30', '127%2e0%2e0%2e1', 'loc%61lhost'],
  'other digits': ['①②⑦.⓪.⓪.①', '１２７.０.０.１', '𝟏𝟐𝟕.𝟎.𝟎.𝟏', '１６９.254.169.254', '⑩.0.0.1', '⁰'],
  'other dots': ['127。0。0。1', '127．0．0．1', '127｡0｡0｡1', '169。254。169。254'],
  'other letters': ['ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'ＬＯＣＡＬＨＯＳＴ', 'LOCALHOST', 'lo\u00adcalhost', 'ℓocalhost'],
  'white space': ['127.0.0.1\t', '12\n7.0.0.1', '127.0.0.\r1'],
  IPv6: [
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[0000::0001]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
  ],
  'IPv6 of before': ['[fec0::1]', '[100::1]', '[5f00::1]', '[3fff::1]', '[2001:db8::1]', '[2001:10::1]'],
  mapped: [
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::FFFF:127.0.0.1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '[::ffff:a9fe:a9fe]',
  ],
  'mapped, of other spellings': ['[::127.0.0.1]', '[::7f00:1]', '[::ffff:0:127.0.0.1]', '[0::ffff:0a00:0001]'],
  'NAT64, 6to4, Teredo': [
    ...[
      '[64:ff9b::127.0.0.1]',
      '[64:ff9b::a9fe:a9fe]',
      '[64:ff9b:1::7f00:1]',
      '[2002:7f00:1::]',
      '[2002:a9fe:a9fe::1]',
    ],
    ...['[2001:0:7f00:1::]', '[2001::7f00:1]', '[2001:0:4136:e378:8000:63bf:80ff:fffe]'],
  ],
  'a name before the host': [
    ...['good.example@127.0.0.1', 'good.example:80@127.0.0.1', '8.8.8.8@[::1]', 'a:b@127.1', '1.1.1.1 &@127.0.0.1'],
    ...['good.example%40127.0.0.2@127.0.0.1', '@127.0.0.1', ':@127.0.0.1', 'a@b@127.0.0.1'],
  ],
  slashes: ['/127.0.0.1', '//127.0.0.1', '\\127.0.0.1', '\\\\127.0.0.1', '/\\127.0.0.1'],
  'a backslash behind': [
    '127.0.0.1\\@good.example',
    '127.0.0.1\\.good.example',
    '127.0.0.1#@good.example',
    '127.0.0.1?@good.example',
  ],
  zones: ['[fe80::1%25eth0]', '[fe80::1%eth0]', '[::1%25lo]', '[::1%lo]', '127.0.0.1%25lo'],
  malformed: [
    '256.0.0.1',
    '127.0.0.1.1',
    '0x',
    '0127.0.0.09',
    '[::1',
    '127.0.0.1%00',
    'localhost%00.good.example',
    '٠١٢٧.0.0.1',
  ],
}
const everyTrick = Object.values(tricks).flat()

/** `localhost.` has no address on some machines. */
const refusals = new Set(['forbidden_address', 'bad_address', 'dns'])

t.test('no trick reaches this machine or its network', async t => {
  const server = await startServer(t, () => ({}))
  const { http } = openHttp(t, { allowAddresses: [] })
  const passed: string[] = []
  for (const host of everyTrick)
    for (const scheme of ['http', 'https']) {
      const url = `${scheme}://${withPort(host, server.port)}/`
      const refused = await http.send({ url, attempts: 1, timeoutMs: 5_000 }).then(
        () => 'none',
        error => error.code,
      )
      if (!refusals.has(refused)) passed.push(`${url}: ${refused}`)
    }
  t.strictSame(passed, [])
  t.equal(server.askedCount, 0)
  t.comment(`${2 * everyTrick.length} addresses refused in ${Object.keys(tricks).length} ways of writing them`)
})

/** Where the host ends; a port inside a trick would make another of it. */
const withPort = (host: string, port: number) => (/[\\#?%]|\s$/.test(host) ? host : `${host}:${port}`)

t.test('no redirect reaches them either, whatever its code', async t => {
  const inner = await startServer(t, () => ({}))
  const passed: string[] = []
  let location = ''
  let status = 302
  const outer = await startServer(t, () => ({ status, headers: { location } }))
  const { http } = openHttp(t, { allowAddresses: [], practiceOrigin: outer.baseUrl })
  const sendable = everyTrick.filter(host => /^[\x21-\x7e]+$/.test(host))
  for (status of [301, 302, 303, 307, 308])
    for (const host of sendable) {
      location = `http://${withPort(host, inner.port)}/`
      const refused = await http.send({ url: outer.baseUrl, attempts: 1 }).then(
        () => 'none',
        error => error.code,
      )
      if (!refusals.has(refused)) passed.push(`${status} ${location}: ${refused}`)
    }
  t.strictSame(passed, [])
  t.equal(inner.askedCount, 0)
  t.comment(`${5 * sendable.length} redirects refused`)
})

/** A name server that answers with the next of these addresses each time; the last one stays. */
async function startNameServer(t: Test, ...answers: string[]): Promise<{ resolve: Resolve; asked: () => number }> {
  let count = 0
  const socket = createSocket('udp4')
  t.teardown(() => socket.close())
  socket.on('message', (query, { port, address }) => {
    const bytes = answers[Math.min(count++, answers.length - 1)]!.split('.').map(Number)
    const header = Buffer.from([query[0]!, query[1]!, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0])
    const question = query.subarray(12, query.indexOf(0, 12) + 5)
    const record = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...bytes])
    socket.send(Buffer.concat([header, question, record]), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const resolver = new Resolver()
  resolver.setServers([`127.0.0.1:${socket.address().port}`])
  const resolve: Resolve = (name, _options, done) =>
    resolver.resolve4(name, (error, found) =>
      done(
        error,
        (found ?? []).map(address => ({ address, family: 4 })),
      ),
    )
  return { resolve, asked: () => count }
}

t.test(
  'a name that changes between two questions changes nothing: what is looked up is what is connected to',
  async t => {
    const ask = (guard: ReturnType<typeof createAddressGuard>) =>
      new Promise<unknown>(done => guard.lookup('rebind.example', {}, (error, address) => done(error?.name ?? address)))
    const turning = await startNameServer(t, '93.184.215.14', '127.0.0.1')
    const guard = createAddressGuard([], undefined, turning.resolve)
    t.same([await ask(guard), await ask(guard)], ['93.184.215.14', 'ForbiddenAddress'])
    t.equal(turning.asked(), 2, 'no answer is remembered, and none is asked for twice')
  },
)

t.test('the address that a name has now is the one that is refused or asked', async t => {
  const server = await startServer(t, () => ({ body: {} }))
  const names = await startNameServer(t, '127.0.0.1', '127.0.0.2')
  const { http } = openHttp(t, { allowAddresses: ['127.0.0.1/32'], resolve: names.resolve })
  const headers = { connection: 'close' }
  const url = `http://rebind.example:${server.port}/`
  t.equal((await http.send({ url, headers, attempts: 1 })).status, 200)
  await t.rejects(http.send({ url, headers, attempts: 1 }), { code: 'forbidden_address' })
  t.same([server.askedCount, names.asked()], [1, 2])
})
