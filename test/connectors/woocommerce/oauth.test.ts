import { createHmac } from 'node:crypto'
import t from 'tap'
import { baseString, signOAuth } from '../../../connectors/woocommerce/oauth.ts'
import { oauthHeader } from '../../../src/sdk/index.ts'

const at = { timestamp: 1795186444, nonce: 'abc' }
const credential = { key: 'ck_1', secret: 'cs_1' }
const request = (url: string, home: string, scheme: 'http' | 'https' = 'http') => ({ method: 'get', url, home, scheme })

t.test('the string to sign is method, encoded address and encoded sorted parameters', async t => {
  const base = baseString(
    request('http://shop.example/wp-json/wc/v3/orders?status=a,b&per_page=1', 'http://shop.example'),
    {
      oauth_nonce: 'abc',
    },
  )
  const address = 'http%3A%2F%2Fshop.example%2Fwp-json%2Fwc%2Fv3%2Forders'
  t.equal(base, `GET&${address}&oauth_nonce%3Dabc%26per_page%3D1%26status%3Da%252Cb`)
})

t.test('the address signed is the home address: its host, port and folder, under the scheme that PHP sees', async t => {
  const signed = (url: string, home: string, scheme: 'http' | 'https' = 'http') =>
    decodeURIComponent(baseString(request(url, home, scheme), {}).split('&')[1] ?? '')
  t.equal(signed('https://s.se/wp-json/wc/v3/x', 'https://s.se'), 'http://s.se/wp-json/wc/v3/x')
  t.equal(signed('https://s.se:8443/wp-json/x', 'https://s.se:8443/', 'https'), 'https://s.se:8443/wp-json/x')
  t.equal(signed('http://s.se/blog/wp-json/x', 'http://www.s.se/blog'), 'http://www.s.se/blog/wp-json/x')
  t.equal(signed('http://s.se/?rest_route=/wc/v3/x', 'http://s.se'), 'http://s.se', 'no slash where no path follows')
  t.equal(signed('http://s.se/index.php?rest_route=/x', 'http://s.se'), 'http://s.se/index.php')
})

t.test('characters are encoded as RFC 3986 says', async t => {
  const base = baseString(request("http://s.se/x?a=!'()*~ å+", 'http://s.se'), {})
  t.match(base, 'a%3D%2521%2527%2528%2529%252A~%2520%25C3%25A5%2520')
})

t.test('the signature is HMAC-SHA256 under the secret and an ampersand', async t => {
  const url = 'http://s.se/wp-json/wc/v3/orders'
  const { oauth_signature, ...oauth } = signOAuth(request(url, 'http://s.se'), credential, at)
  const expected = createHmac('sha256', 'cs_1&')
    .update(baseString(request(url, 'http://s.se'), oauth))
    .digest('base64')
  t.equal(oauth_signature, expected)
  t.strictSame(oauth, {
    oauth_consumer_key: 'ck_1',
    oauth_nonce: 'abc',
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: '1795186444',
  })
  t.equal(oauthHeader({ a: 'b/+=' }), 'OAuth a="b%2F%2B%3D"')
})
