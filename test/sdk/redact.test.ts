import fc from 'fast-check'
import t from 'tap'
import { createRedactor, redactError } from '../../src/sdk/http/redact.ts'
import { ConnectorError } from '../../src/sdk/index.ts'

const secret = 'cs_5+/&=\'"ä€ very'
const redact = createRedactor([secret, ''])

for (const [form, told] of [
  ['as it is', secret],
  ['in an address', encodeURIComponent(secret)],
  ['in a form', new URLSearchParams({ secret }).toString()],
  ['in JSON', JSON.stringify({ secret })],
  ['in Basic authorization', Buffer.from(`ck_1:${secret}`).toString('base64')],
  ['in base64 for addresses', Buffer.from(secret).toString('base64url')],
] as const) {
  t.test(`a secret is blotted out ${form}`, async t => {
    t.match(redact(`before ${told} after`), /^before .*•••.* after$/)
    t.notOk(redact(told).includes(told.slice(-16)))
  })
}

t.test('base64 of anything that holds the secret keeps none of it', async () => {
  const word = 'topsecretword'
  const blot = createRedactor([word])
  fc.assert(
    fc.property(fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (before, after) => {
      const told = blot(Buffer.from(before + word + after).toString('base64'))
      return !Buffer.from(told.replaceAll('•', ''), 'base64').toString().includes(word) && told.includes('•••')
    }),
  )
})

t.test('text without a secret is left alone, and a secret of three letters is no secret', async t => {
  t.equal(redact('nothing here'), 'nothing here')
  t.equal(createRedactor(['abc'])('abcdef'), 'abcdef')
})

t.test('an error keeps what it is and loses its secrets and its cause', async t => {
  const cause = new Error(secret)
  const error = new ConnectorError('auth', `Key ${secret} refused`, {
    remedy: `Not ${secret}`,
    status: 401,
    field: 'key',
    code: `said_${secret}`,
    cause,
  })
  const told = redactError(error, redact)
  t.match(told, {
    kind: 'auth',
    message: 'Key ••• refused',
    remedy: 'Not •••',
    status: 401,
    field: 'key',
    code: 'said_•••',
    cause: undefined,
  })
})

t.test('a secret with half a character in it does not end anything', async t => {
  t.equal(createRedactor(['half \ud83d of it'])('half \ufffd of it'), '•••')
})
