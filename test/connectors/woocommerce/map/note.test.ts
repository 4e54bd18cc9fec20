import t from 'tap'
import { mapNote, Note, RawNote } from '../../../../connectors/woocommerce/map/note.ts'
import { recorded, recordedList } from '../records.ts'

const read = (raw: unknown) => Note.parse(mapNote(RawNote.parse(raw)))

t.test('recorded notes tell which of them the customer was sent', async t => {
  t.strictSame(recordedList('order_notes').map(read), [
    {
      externalId: '3210',
      createdAt: '2026-11-20T15:15:39.000Z',
      author: 'WooCommerce',
      text: 'Spårning 123',
      toCustomer: true,
    },
    {
      externalId: '2',
      createdAt: '2026-11-20T14:42:42.000Z',
      author: 'WooCommerce',
      text: 'Order status changed from Pending payment to Completed.',
      toCustomer: false,
    },
  ])
})

t.test('what is written for a web page is told as plain text, and nothing of it is lost', async t => {
  const told = {
    'Rad ett\r\nrad två': 'Rad ett\nrad två',
    'Stock: T-shirt (#12) 5&rarr;4': 'Stock: T-shirt (#12) 5→4',
    '<p>Hej &amp; tack!</p><p>Ett<br />två</p>': 'Hej & tack!\nEtt\ntvå',
    'Följ <a class="x" href="https://post.example/?a=1&amp;b=2">ditt <b>paket</b></a>.':
      'Följ ditt paket (https://post.example/?a=1&b=2).',
    "<a href='https://post.example/1'>https://post.example/1</a>": 'https://post.example/1',
    'antal 3 < 4 och 5 > 4, <3': 'antal 3 < 4 och 5 > 4, <3',
    'som kod: &lt;b&gt;': 'som kod: <b>',
  }
  for (const [note, text] of Object.entries(told)) t.equal(read({ ...recorded('order_notes'), note }).text, text)
  t.match(read({ ...recorded('order_notes'), note: null, author: '' }), { text: '', author: null })
})
