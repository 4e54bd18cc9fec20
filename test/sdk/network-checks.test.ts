import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import t, { type Test } from 'tap'
import { type CheckReport, keepAlone, networkChecks, runChecks } from '../../src/sdk/index.ts'
import { makeCertificates, type Pair } from '../support/certificates.ts'
import { openHttp, startServer } from '../support/http.ts'

const certificates = await makeCertificates()
const checks = networkChecks((values: { apiUrl: string }) => values.apiUrl, 'apiUrl')

/** The reports up to the first that did not pass. */
async function check(t: Test, apiUrl: string, options = {}): Promise<CheckReport> {
  const { http } = openHttp(t, { ca: certificates.ca, ...options })
  const log = { info: () => {}, warn: () => {} }
  const context = { http, log, signal: new AbortController().signal, now: () => new Date(), shared: keepAlone() }
  let last: CheckReport | undefined
  for await (const report of runChecks({ checks, values: { apiUrl }, context, open: () => undefined })) {
    last = report
    if (report.result.status !== 'passed') return report
  }
  return last!
}

async function startTls(t: Test, tls: Pair): Promise<string> {
  const server = await startServer(t, () => ({}), { tls })
  return `https://localhost:${server.port}/shop`
}

t.test('all pass with a good address', async t => {
  const report = await check(t, await startTls(t, certificates.good))
  t.match(report, { id: 'reachable.tls', result: { status: 'passed', detail: /valid until \d{4}-/ } })
})

for (const [address, suggestion] of [
  ['shop.example', 'https://shop.example'],
  ['htps:/shop.example/wp', 'https://shop.example/wp'],
  ['http//shop.example', 'https://shop.example'],
  ['//shop.example/', 'https://shop.example'],
  ['https://me:pw@shop.example/a', 'https://shop.example/a'],
  ['https://shop.example/a/?page=1', 'https://shop.example/a/'],
  ['https://shop.example/#top', 'https://shop.example'],
  ['my shop', undefined],
  ['https://', undefined],
  ['ftp://shop.example', 'https://shop.example'],
  ['https://https://shop.example/a', 'https://shop.example/a'],
  ['http:\\\\shop.example', 'https://shop.example'],
  ['"https://shop.example"', 'https://shop.example'],
  ['<www.shop.example>', 'https://www.shop.example'],
  ['shop.example:8443/folder', 'https://shop.example:8443/folder'],
  ['mailto:me@shop.example', 'https://shop.example'],
  ['shop:8080', undefined],
  ['javascript:alert(1)', undefined],
  ['https://shop .example', undefined],
  ['https://shop.example:99999', undefined],
] as const) {
  t.test(`an address that is not well formed is named, and mended where it can be: ${address}`, async t => {
    const { id, result } = await check(t, address)
    t.equal(id, 'reachable.address')
    t.match(result, { status: 'failed', diagnosis: /\w/, remedy: /\w/, field: 'apiUrl' })
    t.strictSame('suggestion' in result ? result.suggestion?.value : undefined, suggestion)
  })
}

t.test('a private address is named as such, with the setting that allows it', async t => {
  const options = { allowAddresses: [] }
  const remedy = /KOPPLA_ALLOW_ADDRESSES/
  t.match(await check(t, 'https://192.168.1.5', options), {
    id: 'reachable.address',
    result: { status: 'failed', diagnosis: /private/, remedy, field: 'apiUrl' },
  })
  t.match(await check(t, 'https://localhost', options), {
    id: 'reachable.name',
    result: { status: 'failed', diagnosis: /private/, remedy },
  })
})

t.test('a name that does not resolve', async t => {
  t.match(await check(t, 'https://shop.invalid'), {
    id: 'reachable.name',
    result: { status: 'failed', diagnosis: /shop\.invalid is not known/, remedy: /spelling/, field: 'apiUrl' },
  })
})

t.test('a port where nobody listens', async t => {
  const server = await startServer(t, () => ({}))
  await server.close()
  t.match(await check(t, server.baseUrl), {
    id: 'reachable.connection',
    result: { status: 'failed', diagnosis: /refuses the connection/, field: 'apiUrl' },
  })
})

for (const [kind, diagnosis, remedy] of [
  ['expired', /expired on \d{4}-\d\d-\d\d/, /Renew/],
  ['notYetValid', /valid only from \d{4}/, /Wait until then/],
  ['wrongHost', /issued for shop\.example, not for localhost/, /name/],
  ['selfSigned', /self-signed/, /public authority/],
  ['incompleteChain', /without the certificates that link it/, /full chain/],
  ['unknownAuthority', /authority of its own/, /operator/],
] as const) {
  t.test(`a certificate that is wrong is told apart: ${kind}`, async t => {
    const url = await startTls(t, certificates[kind])
    t.match(await check(t, url), {
      id: 'reachable.tls',
      result: { status: 'failed', diagnosis, remedy, field: 'apiUrl' },
    })
    const code = { expired: 'tls_expired', notYetValid: 'tls_expired', wrongHost: 'tls_host' }[kind as string]
    const { http, timer } = openHttp(t, { ca: certificates.ca })
    await t.rejects(http.send({ url }), { kind: 'transient', code: code ?? 'tls_untrusted' }, 'by a request as well')
    t.strictSame(timer.waits, [], 'which is not repeated')
  })
}

t.test('a certificate that ends within days is a warning', async t => {
  t.match(await check(t, await startTls(t, certificates.endsSoon)), {
    id: 'reachable.tls',
    result: { status: 'warning', diagnosis: /ends on \d{4}/, field: 'apiUrl' },
  })
})

t.test('plain http is a warning, with the encrypted address where it can be guessed', async t => {
  const server = await startServer(t, () => ({}))
  const { result } = await check(t, server.baseUrl)
  t.match(result, { status: 'warning', diagnosis: /not encrypted/, field: 'apiUrl' })
})

t.test('plain http on the port of an https address', async t => {
  const server = await startServer(t, () => ({}))
  const url = server.baseUrl.replace('http:', 'https:')
  t.match(await check(t, url), { id: 'reachable.tls', result: { status: 'failed', diagnosis: /does not speak TLS/ } })
  await t.rejects(openHttp(t).http.send({ url }), { kind: 'transient', code: 'tls' })
})

t.test('a server that offers only outdated versions of TLS is told as that', async t => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
  const server = createTlsServer({ ...certificates.good, ...old })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const url = `https://localhost:${(server.address() as { port: number }).port}`
  const remedy = /TLS 1\.2/
  t.match(await check(t, url), { id: 'reachable.tls', result: { status: 'failed', diagnosis: /outdated/, remedy } })
  await t.rejects(openHttp(t).http.send({ url }), { kind: 'transient', code: 'tls_protocol', remedy })
})

t.test('what does not speak HTTP at all', async t => {
  const server = createServer(socket => socket.end('220 mail.example ESMTP\r\n'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as { port: number }
  await t.rejects(openHttp(t).http.send({ url: `http://127.0.0.1:${port}` }), { kind: 'contract', code: 'not_http' })
})

t.test('an aborted verification stops', async t => {
  const server = createServer(() => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as { port: number }
  const stop = new AbortController()
  const { http } = openHttp(t, { signal: stop.signal })
  const probing = http.probe(`https://127.0.0.1:${port}`, 'tls')
  server.once('connection', socket => {
    stop.abort(new Error('closed the form'))
    socket.destroy()
  })
  await t.rejects(probing, { message: 'closed the form' })
})
