import t from 'tap'
import { createVault, type Vault } from '../../src/connections/secrets.ts'
import { issueToken, readToken } from '../../src/connections/verification-token.ts'
import type { Verified } from '../../src/connections/verify.ts'
import { toyshop } from '../support/toy-store.ts'

const bytes = (fill: number) => Buffer.alloc(32, fill)
const vault = createVault({ id: 'one', bytes: bytes(1) })
const credential = { apiUrl: 'https://shop.example', accessToken: 'toy-key', secret: 'toy-secret' }
const facts = {
  ...{ identity: 'toy-1', name: 'Toys', url: 'https://shop.example/', timeZone: 'UTC', counts: {} },
  ...{ currency: null, country: null, version: null, pricesIncludeTax: null },
}
const verified: Verified = { connector: toyshop, credential, facts, unreadable: { orders: 'No.' }, report: [] }
const bound = { system: 'toyshop', credential }
const refusal = (token: string | null, of: object = {}, by: Vault = vault) => {
  try {
    readToken(by, token, { ...bound, ...of })
    return 'none'
  } catch (error) {
    return (error as { more: { code: string } }).more.code
  }
}
const { token } = issueToken(vault, verified)

t.test('a token carries what was found for exactly this credential, and no secret', async t => {
  t.match(readToken(vault, token, bound), { facts, unreadable: { orders: 'No.' }, report: [], verifiedAt: /Z$/ })
  const reordered = Object.fromEntries(Object.entries(credential).reverse())
  t.equal(refusal(token, { credential: reordered }), 'none', 'in whatever order its fields come')
  const readable = Buffer.from(token.split('.')[0]!, 'base64url').toString()
  for (const secret of ['toy-key', 'toy-secret']) t.notMatch(readable, secret)
})

t.test('it is good for nothing else', async t => {
  t.equal(refusal(null), 'token_missing')
  for (const key of ['apiUrl', 'accessToken', 'secret'])
    t.equal(refusal(token, { credential: { ...credential, [key]: 'other' } }), 'token_other', key)
  t.equal(refusal(token, { system: 'other' }), 'token_other')
  t.equal(refusal(token, { connectionId: 'a' }), 'token_other', 'a token to save with is none to replace with')
  const { token: replacing } = issueToken(vault, verified, { connectionId: 'a' })
  t.equal(refusal(replacing, { connectionId: 'a' }), 'none')
  t.equal(refusal(replacing, { connectionId: 'b' }), 'token_other')
  t.equal(refusal(replacing), 'token_other')
  const { token: granted } = issueToken(vault, verified, { grantId: 'a' })
  t.equal(refusal(granted, { grantId: 'a' }), 'none')
  t.equal(refusal(granted, { connectionId: 'a' }), 'token_other')
  t.equal(refusal(granted), 'token_other', 'it goes by what a consent left')
})

t.test('one letter changed, or another signature, makes it none', async t => {
  const [body = '', signature = ''] = token.split('.')
  const content = JSON.parse(Buffer.from(body, 'base64url').toString())
  const forged = Buffer.from(JSON.stringify({ ...content, until: content.until + 1 })).toString('base64url')
  const letter = signature.startsWith('A') ? 'B' : 'A'
  for (const wrong of [
    `${forged}.${signature}`,
    `${body}.${letter}${signature.slice(1)}`,
    body,
    '',
    '.',
    'x.y',
    `${token}.x`,
  ])
    t.equal(refusal(wrong), 'token_malformed', wrong.slice(-8))
  t.equal(refusal(token, {}, createVault({ id: 'two', bytes: bytes(2) })), 'token_malformed', 'of another installation')
})

t.test('it ends after its time', async t => {
  const old = vault.sign({ bound: '' }, -1)
  t.equal(refusal(old), 'token_expired')
})

t.test('a sealing key that was changed meanwhile does not spoil it', async t => {
  const rotated = createVault({ id: 'two', bytes: bytes(2) }, [{ id: 'one', bytes: bytes(1) }])
  t.equal(refusal(token, {}, rotated), 'none')
  t.equal(refusal(token, { system: 'other' }, rotated), 'token_other')
})
