import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import t from 'tap'
import { verifyIdToken } from '../../src/http/sso/verify-id-token.ts'

const own = await generateKeyPair('RS256')
const foreign = await generateKeyPair('RS256')
const issuer = 'https://login.example.com'
const metadata = {
  issuer,
  authorization_endpoint: issuer,
  token_endpoint: issuer,
  jwks_uri: issuer,
  token_endpoint_auth_methods_supported: [],
}
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(own.publicKey)), alg: 'RS256' }] })
const expected = { metadata, keys, clientId: 'koppla', nonce: 'n' }

const now = Math.floor(Date.now() / 1_000)
const good = { iss: issuer, aud: 'koppla', sub: 'anna', nonce: 'n', iat: now, exp: now + 60 }
const sign = (claims: JWTPayload, key = own.privateKey) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(key)

t.test('an ID token that was made for us, just now, is believed', async t => {
  t.match(await verifyIdToken(await sign(good), expected), { sub: 'anna' })
  t.match(await verifyIdToken(await sign({ ...good, aud: ['koppla', 'b'], azp: 'koppla' }), expected), { sub: 'anna' })
  t.match(
    await verifyIdToken(await sign({ ...good, exp: now - 50 }), expected),
    { sub: 'anna' },
    'clocks differ a little',
  )
})

t.test('any other is refused', async t => {
  const secret = new TextEncoder().encode('a client secret that is long enough')
  const forged: Record<string, Promise<string> | string> = {
    'signed by another': sign(good, foreign.privateKey),
    'signed with the secret': new SignJWT(good).setProtectedHeader({ alg: 'HS256' }).sign(secret),
    'signed by nobody': new UnsecuredJWT(good).encode(),
    'another issuer': sign({ ...good, iss: 'https://evil.example' }),
    'for another client': sign({ ...good, aud: 'other' }),
    'for several, and another asked': sign({ ...good, aud: ['koppla', 'b'], azp: 'b' }),
    'in answer to another request': sign({ ...good, nonce: 'm' }),
    'of nobody': sign({ ...good, sub: undefined as never }),
    'no token': 'x',
  }
  for (const [what, token] of Object.entries(forged))
    await t.rejects(verifyIdToken(await token, expected), { name: 'SsoError', code: 'refused' }, what)
  for (const at of [{ exp: now - 100 }, { iat: now + 600 }, { iat: now - 3_600 }, { nbf: now + 600 }])
    await t.rejects(verifyIdToken(await sign({ ...good, ...at }), expected), { code: 'clock' }, JSON.stringify(at))
})
