import t from 'tap'
import { parseEvent } from '../../src/ui/api/events.ts'

t.test('a server-sent event is read, and a comment passed over', async t => {
  t.strictSame(parseEvent('event: check\ndata: {"id":"a"}'), { event: 'check', data: { id: 'a' } })
  t.equal(parseEvent(':'), null)
})
