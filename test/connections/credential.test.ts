import t from 'tap'
import { parseCredential } from '../../src/connections/credential.ts'
import { choice, onlyWhen, secret } from '../../src/sdk/index.ts'
import { toyshop } from '../support/toy-store.ts'

const about = { label: 'Word', help: 'There.' }
const connector = {
  ...toyshop,
  fields: {
    way: choice(about, { signed: 'Signed', plain: 'Plain' }),
    token: secret(about),
    signingKey: onlyWhen({ field: 'way', is: 'signed' }, secret(about)),
  },
}

t.test('asks for what the chosen way needs, and keeps nothing else', async t => {
  t.strictSame(parseCredential(connector, { way: 'plain', token: 'abc' }), { way: 'plain', token: 'abc' })
  const left = { way: 'plain', token: 'abc', signingKey: 'of the other way' }
  t.strictSame(parseCredential(connector, left), { way: 'plain', token: 'abc' })
  t.throws(() => parseCredential(connector, { way: 'signed', token: 'abc' }), /signingKey/)
})

t.test('takes the first choice where none is made, and no other than there are', async t => {
  const given = { token: 'abc', signingKey: 'key' }
  t.strictSame(parseCredential(connector, given), { way: 'signed', ...given })
  t.throws(() => parseCredential(connector, { ...given, way: 'other' }), /way/)
})
