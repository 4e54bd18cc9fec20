import t from 'tap'
import { preferredLanguage, sayAnswer } from '../../src/http/say-answers.ts'
import { type Json, startProduct } from '../journey/product.ts'
import { connect, formOf, runToEnd, startShop } from '../journey/shop.ts'

t.test('what is data is left as it is', async t => {
  const answer = { name: 'is missing', reason: 'is missing', unreadable: { orders: 'is missing' }, at: new Date(0) }
  const said = { ...answer, reason: 'IS MISSING', unreadable: { orders: 'IS MISSING' } }
  const say = (words: string) => words.toUpperCase()
  t.strictSame(sayAnswer({ items: [answer] }, say), { items: [said] })
})

t.test('the first language that we have is taken, else English', async t => {
  t.strictSame(['sv-SE,sv;q=0.9,en;q=0.8', 'en-GB,sv', 'de,fr', 'de,sv;q=0.5', undefined].map(preferredLanguage), [
    ...['sv', 'en', 'en', 'sv', 'en'],
  ])
})

/** Words that Swedish has not, in what is said to people. */
const english = /\b(the|is|are|of|and|with|this|it|to|not|your|answers|can)\b/i

t.test('a Swedish reader gets reports, forms and refusals in Swedish, and a program English', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startShop(t, { orders: 3, products: 2, customers: 1 })
  const { url, operatorKey } = product.koppla
  const ask = async (path: string, body?: object, language = 'sv-SE,sv;q=0.9'): Promise<Json> => {
    const headers = { authorization: `Bearer ${operatorKey}`, 'accept-language': language }
    const sent = body && { method: 'POST', body: JSON.stringify(body) }
    const answer = await fetch(`${url}/api/v1${path}`, {
      ...sent,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    })
    return answer.json()
  }
  const form = formOf(shop)
  const given = (credential: object) => ({ ...form, credential: { ...form.credential, ...credential } })
  const tries = {
    'a good key': form,
    'a key that may only read': formOf(shop, shop.keys.readOnly),
    'a key that is unknown': given({ accessToken: 'ck_'.padEnd(43, '0') }),
    'a wrong secret': given({ secret: 'cs_'.padEnd(43, '0') }),
    'two values swapped': given({ accessToken: form.credential.secret, secret: form.credential.accessToken }),
    'an address that is none': given({ apiUrl: 'shop' }),
    'an address where nothing is': given({ apiUrl: 'http://127.0.0.1:9' }),
  }
  for (const [name, body] of Object.entries(tries)) {
    const { checks } = await ask('/connections/verify', body)
    const words = checks.flatMap(({ title, result }: Json) => [
      ...[title, result.detail, result.diagnosis, result.remedy, result.because],
    ])
    t.strictSame(
      words.filter((one?: string) => one && english.test(one)),
      [],
      `${name} is told in Swedish`,
    )
  }
  const id = await connect(product, shop)
  shop.store.spoilRecord('orders', shop.store.state.orders.find(row => row.status === 'completed')!.id, 'fatal')
  await runToEnd(product, id, { entity: 'orders' })
  for (const { reason } of (await ask('/rejections')).items)
    t.notMatch(reason.replace(/WooCommerce > Status|fatal-errors/g, ''), english, 'why a record is set aside')
  const { items } = await ask('/connectors')
  t.notMatch(items[0].fields.map((one: Json) => one.help).join(' '), english)
  t.match(items[0].fields[1], { label: 'Access token', systemLabel: 'Konsumentnyckel', help: /^I WordPress: / })
  t.match(await ask('/runs/6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11'), { detail: 'Det finns ingen sådan körning.' })
  t.match(await ask('/orders/6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11'), { detail: 'Det finns ingen sådan order.' })
  t.match(await ask('/runs/7'), { errors: [{ message: /^Ett UUID är tillåtet/ }] })
  t.match(await product.ask('/runs/6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11'), {
    body: { detail: 'There is no such run.' },
  })
})
