import t from 'tap'
import { tellInstant } from '../../src/sdk/tell-instant.ts'

t.test('an instant is told to people with its zone, to the minute', async t => {
  t.equal(tellInstant(new Date('2026-03-01T14:05:59.999Z')), '2026-03-01 14:05 UTC')
  t.equal(tellInstant(null), 'an unknown time')
})
