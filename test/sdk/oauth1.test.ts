import { readFileSync } from 'node:fs'
import t from 'tap'
import { baseString, momentOf, oauthHeader, signOAuth } from '../../src/sdk/index.ts'

/** Signatures that a running Magento 2.4.8 computed as well; the credential is of a store that is gone. */
const recorded = JSON.parse(
  readFileSync(new URL('../fixtures/magento/oauth_signing_vectors.json', import.meta.url), 'utf8'),
) as {
  credentials: Record<'consumerKey' | 'consumerSecret' | 'accessToken' | 'accessTokenSecret', string>
  nonce: string
  timestamp: string
  vectors: Record<'name' | 'method' | 'url' | 'baseString' | 'signature' | 'authorization', string>[]
}
const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = recorded.credentials
const key = {
  key: consumerKey,
  secret: consumerSecret,
  token: { key: accessToken, secret: accessTokenSecret },
}
const at = { nonce: recorded.nonce, timestamp: Number(recorded.timestamp) }

t.test('signs as a real store does', async t => {
  t.ok(recorded.vectors.length >= 13)
  for (const vector of recorded.vectors) {
    const { oauth_signature = '', ...oauth } = signOAuth(vector, key, at)
    t.equal(baseString(vector, oauth), vector.baseString, `${vector.name}: what is signed`)
    t.equal(oauth_signature, vector.signature, `${vector.name}: the signature`)
    t.equal(oauthHeader({ ...oauth, oauth_signature }), vector.authorization, `${vector.name}: the header`)
  }
})

t.test('signs another address where the other side takes itself for one', async t => {
  const base = baseString({ method: 'get', url: 'https://shop.example/x?a=1', address: 'http://shop.example/x' }, {})
  t.equal(base, 'GET&http%3A%2F%2Fshop.example%2Fx&a%3D1')
})

t.test('no two requests are signed with one nonce', async t => {
  t.not(momentOf(0).nonce, momentOf(0).nonce)
  t.equal(momentOf(1_999).timestamp, 1)
})
