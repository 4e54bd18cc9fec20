import t from 'tap'
import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import { type Key, startBehind, startStore, tls, verifyKey } from './verified-store.ts'

const withoutHeader = (asked: Asked): Asked => ({ ...asked, headers: { ...asked.headers, authorization: undefined } })

t.test('a dropped header is not taken for a wrong key', async t => {
  const inner = await startStore(t)
  const answer = (asked: Asked) => inner.store.answer(withoutHeader(asked))
  const { key, secret } = inner.keys.readWrite

  const secure = await startBehind(t, inner, answer)
  const verified = await verifyKey(t, secure, { key, secret })
  t.strictSame(verified.flaws, ['credentials.key warning apiUrl'])
  t.match(verified.told, /drops the header/)
  t.match(verified.found, { transport: 'oauth', oauthScheme: 'https', oauthPlace: 'query' })
  t.match((await verifyKey(t, secure, { key, secret: `cs_${'0'.repeat(40)}` })).flaws, [
    'credentials.key failed secret',
  ])
  t.match((await verifyKey(t, secure, { key: `ck_${'0'.repeat(40)}`, secret })).flaws, [
    'credentials.key failed accessToken',
  ])

  t.notOk(JSON.stringify(inner.server.asked).includes(secret), 'the secret is in no address, and so in no log')

  const plain = await startBehind(t, inner, answer, false)
  t.match((await verifyKey(t, plain, { key, secret })).found, { transport: 'oauth', oauthPlace: 'query' })
})

t.test('a plugin that takes the header for its own is gone round', async t => {
  const inner = await startStore(t)
  const refusal = {
    status: 403,
    body: { code: 'jwt_auth_bad_auth_header', message: 'Authorization header malformed.' },
  }
  const url = await startBehind(t, inner, asked => (asked.headers.authorization ? refusal : inner.store.answer(asked)))
  const verified = await verifyKey(t, url, inner.keys.readWrite)
  t.strictSame(verified.flaws, ['credentials.key warning apiUrl'])
  t.match(verified.told, /or a plugin drops the header/)
  t.match(verified.found, { transport: 'oauth', oauthPlace: 'query' })
})

t.test('one list that the role may not read is told for what it is', async t => {
  const inner = await startStore(t)
  const forbid = (pattern: RegExp) => async (asked: Asked) =>
    pattern.test(asked.path)
      ? { status: 403, body: { code: 'woocommerce_rest_cannot_view', message: 'Sorry, you cannot list resources.' } }
      : inner.store.answer(asked)
  const flawsWithout = async (pattern: RegExp) => {
    const verified = await verifyKey(t, await startBehind(t, inner, forbid(pattern)), inner.keys.readWrite)
    return verified.flaws
  }
  t.strictSame(await flawsWithout(/wc\/v3\/orders$/), ['entity.orders warning accessToken'])
  t.strictSame(await flawsWithout(/wc\/v3\/(orders|system_status)$/), [
    'permission.manage warning accessToken',
    'entity.orders warning accessToken',
    'facts.version warning apiUrl',
  ])
  t.strictSame(await flawsWithout(/wc\/v3\/customers$/), ['entity.customers warning accessToken'])
  t.strictSame(await flawsWithout(/fulfillments$/), ['facts.store warning apiUrl'])
})

t.test('a store that is out of breath is not taken for one without shipments', async t => {
  const inner = await startStore(t, { tls, fulfillments: true })
  const tired = await startBehind(t, inner, asked =>
    /fulfillments$/.test(asked.path) ? { status: 502, body: 'Bad Gateway' } : inner.store.answer(asked),
  )
  t.strictSame((await verifyKey(t, tired, inner.keys.readWrite)).flaws, ['facts.store failed apiUrl'])
  t.match((await verifyKey(t, inner.url, inner.keys.readWrite)).found, { hasFulfillments: true })
})

t.test('the secret goes into the address only where neither header nor signature works, and that is told', async t => {
  const inner = await startStore(t)
  const url = await startBehind(t, inner, asked => {
    const bare = new URL(asked.url)
    for (const name of [...bare.searchParams.keys()]) if (name.startsWith('oauth_')) bare.searchParams.delete(name)
    return inner.store.answer({ ...withoutHeader(asked), url: bare, query: bare.searchParams })
  })
  const verified = await verifyKey(t, url, inner.keys.readWrite)
  t.strictSame(verified.flaws, ['credentials.key warning apiUrl'])
  t.match(verified.told, /sent in the address.*logs/)
  t.match(verified.found, { transport: 'query' })
})

t.test('a key that nothing carries through is not called wrong', async t => {
  const inner = await startStore(t)
  const url = await startBehind(t, inner, asked => {
    const bare = new URL(asked.url.origin + asked.url.pathname)
    return inner.store.answer({ ...withoutHeader(asked), url: bare, query: bare.searchParams })
  })
  const verified = await verifyKey(t, url, inner.keys.readWrite)
  t.strictSame(verified.flaws, ['credentials.key failed apiUrl'])
  t.match(verified.told, /does not reach WooCommerce.*It may be right/)
})

/** The texts of a Swedish store: one code stands for all of them. */
const swedish: ReadonlyArray<readonly [string, string]> = [
  ['Consumer key is invalid.', 'Konsumentnyckeln är ogiltig.'],
  ['Consumer secret is invalid.', 'Konsumenthemligheten är ogiltig.'],
  ['Invalid signature - provided signature does not match.', 'Ogiltig signatur – signaturen stämmer inte.'],
  ['Invalid timestamp.', 'Ogiltig tidsstämpel.'],
  ['The API key provided does not have read permissions.', 'API-nyckeln saknar läsbehörighet.'],
  ['The API key provided does not have write permissions.', 'API-nyckeln saknar skrivbehörighet.'],
]
const translate = (answer: Answer): Answer => ({
  ...answer,
  body: JSON.parse(swedish.reduce((text, pair) => text.replaceAll(...pair), JSON.stringify(answer.body))) as unknown,
})

t.test('a store in another language gets the same diagnoses', async t => {
  for (const [secure, believed] of [
    [true, true],
    [true, false],
    [false, false],
  ] as const) {
    const inner = await startStore(t, { secure: believed })
    const url = await startBehind(t, inner, async asked => translate(await inner.store.answer(asked)), secure)
    const { key, secret } = inner.keys.readWrite
    const flawsOf = async (pair: Key) => (await verifyKey(t, url, pair)).flaws.filter(flaw => /failed|write/.test(flaw))
    t.strictSame(await flawsOf({ key, secret }), [])
    t.strictSame(await flawsOf({ key, secret: `cs_${'0'.repeat(40)}` }), ['credentials.key failed secret'])
    t.strictSame(await flawsOf({ key: `ck_${'0'.repeat(40)}`, secret }), ['credentials.key failed accessToken'])
    t.strictSame(await flawsOf(inner.keys.readOnly), ['permission.write warning accessToken'])
    t.strictSame(await flawsOf(inner.keys.writeOnly), ['permission.read failed accessToken'])
  }
})

t.test('a clock that is off is not taken for a wrong key in another language either', async t => {
  const inner = await startStore(t, { secure: false })
  inner.store.state.clock.skewMs = 20 * 60_000
  const url = await startBehind(t, inner, async asked => translate(await inner.store.answer(asked)), false)
  const { flaws } = await verifyKey(t, url, inner.keys.readWrite)
  t.strictSame(flaws, ['reachable.tls warning apiUrl', 'reachable.clock warning apiUrl'])
})

t.test('a store whose lists do not say how long they are is not green, for it could not be read', async t => {
  const inner = await startStore(t)
  const verifyWithout = async (pattern: RegExp) => {
    const strip = async (asked: Asked) => {
      const { headers, ...answer } = inner.store.answer(asked)
      return pattern.test(asked.path)
        ? { ...answer, headers: { ...headers, 'X-WP-Total': undefined } }
        : { ...answer, headers }
    }
    return verifyKey(t, await startBehind(t, inner, strip), inner.keys.readWrite)
  }

  const { flaws, told } = await verifyWithout(/wc\/v3\/(orders|products|customers)/)
  t.strictSame(flaws, [
    'entity.products failed apiUrl',
    'entity.orders failed apiUrl',
    'entity.customers warning apiUrl',
  ])
  t.match(told, /X-WP-Total/)
  t.strictSame((await verifyWithout(/wc\/v3\/orders/)).flaws, ['entity.orders warning apiUrl'])
})
