import t from 'tap'
import { openCompany } from './ask-fortnox.ts'

t.test('one record is spoilt, in the list as by itself, and the others are not', async t => {
  const { get, store } = await openCompany(t)
  const list = async () => (await get('orders?limit=3')).body.Orders
  const whole = await list()
  for (const [kind, listed, read] of [
    ['nothing', null, null],
    ['wrongTypes', { Total: {} }, { OrderRows: {} }],
    ['withoutNumber', { DocumentNumber: undefined, CustomerNumber: String }, { DocumentNumber: undefined }],
    ['yearZero', { OrderDate: '0000-00-00' }, { OrderDate: '0000-00-00' }],
    ['notANumber', { Total: 'NaN' }, { Total: 'NaN' }],
    ['nulCharacters', { CustomerName: /\0/ }, { CustomerName: /\0/ }],
    ['missingKeys', { DocumentNumber: '2', Total: undefined }, { OrderRows: undefined }],
    ['nullLists', { DocumentNumber: '2' }, { OrderRows: null }],
    ['noRight', { DocumentNumber: '2' }, { Email: 'API_NORIGHT' }],
  ] as const) {
    store.spoilRecord('orders/2', kind)
    const [first, second, third] = await list()
    t.strictSame([first, third], [whole[0], whole[2]])
    t.match({ second }, { second: listed }, kind)
    t.match((await get('orders/2')).body, { Order: read }, `${kind}, read by itself`)
  }
  store.spoilRecord('orders/2', null)
  t.strictSame(await list(), whole, 'and it is whole again')
  store.spoilRecord('articles/LJUS/25', 'tenMegabytes')
  t.ok((await get('articles/LJUS%2F25')).text.length > 10_000_000)
  store.spoilRecord('vouchers/A/1?financialyear=1', 'nothing')
  t.equal((await get('vouchers/A/1?financialyear=1')).body.Voucher, null)
  t.ok((await get('vouchers/A/1?financialyear=3')).body.Voucher, 'of another year it is another one')
})

t.test('a record that cannot be read stands in the list', async t => {
  const { get, store } = await openCompany(t)
  const whole = (await get('orders')).text
  for (const [kind, pattern] of [
    ['fatal', /^500 .*1000003/],
    ['cutOff', /^200 \{"Order".*[^}]$/],
    ['silent', /^200 $/],
    ['webPage', /^200 <!doctype html>/],
    ['ghost', /^404 /],
    ['another', /^200 .*"DocumentNumber":"X2"/],
  ] as const) {
    store.spoilRecord('orders/2', kind)
    const { status, text } = await get('orders/2')
    t.match(`${status} ${text}`, pattern, kind)
    t.equal((await get('orders')).text, whole)
    t.equal((await get('orders/3')).status, 200)
  }
})

t.test('a whole list is spoilt, and no other', async t => {
  const { get, store } = await openCompany(t)
  for (const [kind, pattern] of [
    ['fatal', /^500 .*1000003/],
    ['cutOff', /^200 \{"MetaInformation".*[^}]$/],
    ['webPage', /^200 <!doctype html>/],
    ['noNumbers', /^200 \{"Orders":\[/],
    ['wrongNumbers', /"@TotalResources":7/],
    ['textNumbers', /"@TotalResources":"many"/],
    ['hugeNumbers', /"@TotalResources":4000000/],
    ['empty', /"@TotalResources":60.*"Orders":\[\]/],
    ['nothing', /"Orders":null/],
    ['anObject', /"Orders":\{"0":/],
    ['twice', /"DocumentNumber":"1",.*"DocumentNumber":"1",/],
  ] as const) {
    store.spoilLists('orders', kind)
    const { status, text } = await get('orders')
    t.match(`${status} ${text}`, pattern, kind)
    t.equal((await get('orders/1')).status, 200)
    t.equal((await get('customers')).body.MetaInformation['@TotalResources'], 30)
  }
  store.spoilLists('orders', null)
  t.equal((await get('orders')).body.Orders.length, 60)
})
