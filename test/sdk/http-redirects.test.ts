import t, { type Test } from 'tap'
import { makeCertificates } from '../support/certificates.ts'
import { openHttp, startServer } from '../support/http.ts'

const secret = 'cs_very_secret'
const signed = {
  headers: { 'x-shop-token': secret, cookie: 'a=b' },
  sign: () => ({ headers: { authorization: `Basic ${secret}` }, query: { oauth_signature: 'abc' } }),
}

async function startPair(t: Test) {
  const target = await startServer(t, () => ({ body: { arrived: true } }))
  const start = await startServer(t, ({ path, url }) => {
    if (path === '/here') return { body: {} }
    if (path === '/loop') return { status: 302, headers: { location: '/loop' } }
    const to = path === '/same' ? '/here' : target.baseUrl + path
    return { status: 301, headers: { location: to + url.search } }
  })
  return { target, start, ...openHttp(t, { secrets: [secret] }) }
}

t.test('follows within the origin with the credential, signed anew', async t => {
  const { start, http } = await startPair(t)
  const answer = await http.send({ url: `${start.baseUrl}/same`, query: { page: '2' }, ...signed })
  t.match(answer, { status: 200, url: `${start.baseUrl}/here?page=2`, redirects: [`${start.baseUrl}/here?page=2`] })
  t.equal(start.asked[1]?.url.search, '?page=2&oauth_signature=abc', 'the old signature is not carried along')
  t.match(start.asked[1]?.headers, { authorization: /Basic/, 'x-shop-token': secret })
})

t.test('no credential goes to another origin, not even what the server repeats of it', async t => {
  const { start, target, http } = await startPair(t)
  const query = { consumer_secret: secret, page: '2' }
  const answer = await http.send({ url: `${start.baseUrl}/away`, query, ...signed })
  t.match(answer, { status: 200, url: `${target.baseUrl}/away?page=2` })
  const { headers, url } = target.asked[0]!
  t.notMatch(JSON.stringify([headers, url.href]), /cs_very_secret|oauth_signature|a=b/)
  t.match(headers, { accept: 'application/json' })
})

t.test('gives up on a redirect without an end', async t => {
  const { start, http } = await startPair(t)
  await t.rejects(http.send({ url: `${start.baseUrl}/loop` }), { kind: 'invalid', code: 'redirects' })
  t.equal(start.askedCount, 6)
})

t.test('does not follow where that was not asked for', async t => {
  const { start, target, http } = await startPair(t)
  t.equal((await http.send({ url: `${start.baseUrl}/away`, followRedirects: false })).status, 301)
  t.equal((await http.send({ url: `${start.baseUrl}/away`, method: 'POST', json: {} })).status, 301)
  t.equal(
    (await http.send({ url: `${start.baseUrl}/away`, method: 'POST', json: {}, followRedirects: true })).status,
    301,
    'a POST is never turned into a GET',
  )
  t.equal(target.askedCount, 0)
})

t.test('a POST that may follow is sent again as it is on a 307', async t => {
  const server = await startServer(t, ({ path }) => (path === '/' ? { status: 307, headers: { location: '/b' } } : {}))
  const { http } = openHttp(t)
  await http.send({ url: server.baseUrl, method: 'POST', json: { a: 1 }, followRedirects: true })
  t.match(server.asked[1], { method: 'POST', path: '/b', body: '{"a":1}' })
})

t.test('no credential is sent on unencrypted', async t => {
  const { ca, good } = await makeCertificates()
  const plain = await startServer(t, () => ({ body: {} }))
  const location = `http://localhost:${plain.port}/`
  const tls = await startServer(t, () => ({ status: 302, headers: { location } }), { tls: good })
  const { http } = openHttp(t, { ca, secrets: [secret] })
  const answer = await http.send({ url: `https://localhost:${tls.port}/`, ...signed })
  t.match(answer, { status: 200, url: location }, 'the trusted certificate is accepted, the redirect followed')
  t.match(tls.asked[0]?.headers, { authorization: /Basic/ })
  t.notMatch(JSON.stringify([plain.asked[0]?.headers, plain.asked[0]?.url.href]), /cs_very_secret|oauth_signature/)
})

for (const location of ['ftp://shop.example/', 'http://', 'javascript:alert(1)']) {
  t.test(`a redirect to what cannot be asked is told: ${location}`, async t => {
    const server = await startServer(t, () => ({ status: 302, headers: { location } }))
    const told = { kind: 'invalid', code: 'bad_address', message: /sends us on to an address that cannot be asked/ }
    await t.rejects(openHttp(t).http.send({ url: server.baseUrl }), told)
  })
}

t.test('what fails behind a redirect is told as such, and a private address is not asked', async t => {
  const inner = await startServer(t, () => ({ body: {} }))
  const location = `http://127.0.0.2:${inner.port}/`
  const server = await startServer(t, () => ({ status: 302, headers: { location } }))
  const { http } = openHttp(t, { allowAddresses: ['127.0.0.1'] })
  await t.rejects(http.send({ url: server.baseUrl }), {
    code: 'forbidden_address',
    message: /^127\.0\.0\.1:\d+ sends us on to http:\/\/127\.0\.0\.2:\d+\. .*private/,
  })
  t.equal(inner.askedCount, 0)
})

for (const [kind, code, words] of [
  ['selfSigned', 'tls_untrusted', /sends us on.*self-signed/],
  ['expired', 'tls_expired', /sends us on.*expired/],
  ['wrongHost', 'tls_host', /sends us on.*not issued for/],
  ['incompleteChain', 'tls_untrusted', /sends us on.*without the certificates that link it/],
] as const) {
  t.test(`a certificate behind a redirect is told apart: ${kind}`, async t => {
    const { ca, ...pairs } = await makeCertificates()
    const tls = await startServer(t, () => ({}), { tls: pairs[kind] })
    const location = `https://localhost:${tls.port}/`
    const server = await startServer(t, () => ({ status: 301, headers: { location } }))
    await t.rejects(openHttp(t, { ca }).http.send({ url: server.baseUrl }), { code, message: words })
  })
}

t.test('the server’s own words do not bring a secret into an error', async t => {
  const { start, http } = await startPair(t)
  await start.close()
  for (const form of [secret, encodeURIComponent(secret), Buffer.from(`ck:${secret}`).toString('base64')]) {
    const error = await http
      .send({ url: `http://${form.replace(/=/g, '').toLowerCase()}.invalid/`, attempts: 1 })
      .catch(e => e)
    t.notMatch(`${error.stack}${JSON.stringify(error)}${error.remedy}`, /cs_very_secret/)
  }
})
