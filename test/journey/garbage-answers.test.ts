import t, { type Test } from 'tap'
import type { Answer, Asked } from '../../src/sdk/testing/index.ts'
import { listIds } from './our-picture.ts'
import { type Json, kinds, type Product, startProduct, until } from './product.ts'
import { connect, ended, runToEnd, start } from './shop.ts'
import { startSpoiltShop } from './spoilt-shop.ts'
import { idsOf } from './store-picture.ts'

t.setTimeout(600_000)

const textOf = ({ body }: Answer): string => (typeof body === 'string' ? body : JSON.stringify(body))
const page =
  (body: string, status = 200) =>
  (): Answer => ({ status, headers: { 'content-type': 'text/html' }, body })
const rewrite = (change: (json: string) => string) => (answer: Answer) => ({ ...answer, body: change(textOf(answer)) })
const total = (told: string | undefined) => (answer: Answer) => ({
  ...answer,
  headers: { ...answer.headers, 'X-WP-Total': told },
})

interface Case {
  readonly spoil: (answer: Answer) => Answer
  /** How the run ends, or stands, while the store answers so. */
  readonly state: 'failed' | 'waiting' | 'succeeded'
  readonly message?: RegExp
  readonly kind?: string
  readonly path?: RegExp
  readonly entity?: string
}

const front = '<!DOCTYPE html><html><head><title>Ljusbutiken</title></head><body>Hej</body></html>'
const broken = { state: 'failed', kind: 'contract', message: /broken off, or mixed with other text/ } as const

/** What the second page of a list is, or what hangs on a record. */
const cases: Readonly<Record<string, Case>> = {
  'a web page': { spoil: page(front), state: 'failed', kind: 'contract', message: /a web page where data was asked/ },
  'a login form': {
    spoil: page('<form name="loginform" id="loginform">'),
    ...{ state: 'failed', kind: 'contract', message: /asks for a login of its own/ },
  },
  'forty megabytes of web page': {
    spoil: page(front + 'x'.repeat(40 << 20)),
    ...{ state: 'failed', kind: 'contract', message: /larger than 32768 kB/ },
  },
  'a fatal error': {
    spoil: page('There has been a critical error on this website.', 500),
    ...{ state: 'waiting', kind: 'transient', message: /stopped with a critical error/ },
  },
  'half of the JSON': { spoil: rewrite(json => json.slice(0, json.length >> 1)), ...broken },
  /** A page that cannot be read as a whole is read in parts, of which these are whole. */
  'NaN in the JSON': { spoil: rewrite(json => json.replace(/"price":[\d.]+/, '"price":NaN')), state: 'succeeded' },
  'nothing at all': { spoil: page(''), state: 'failed', kind: 'contract', message: /nothing at all/ },
  'an object for a list': {
    spoil: rewrite(json => JSON.stringify({ ...JSON.parse(json) })),
    ...{ state: 'failed', kind: 'contract', message: /in a form we do not know/ },
  },
  'rows in disorder': {
    spoil: rewrite(json => JSON.stringify(JSON.parse(json).reverse())),
    ...{ state: 'failed', kind: 'contract', message: /does not sort its lists by id/ },
  },
  'every row twice': {
    spoil: rewrite(json => JSON.stringify(JSON.parse(json).flatMap((row: Json) => [row, row]))),
    state: 'succeeded',
  },
  'a total too small': { spoil: total('7'), state: 'succeeded' },
  'a total of 0': { spoil: total('0'), state: 'succeeded' },
  'no total': { spoil: total(undefined), state: 'failed', kind: 'contract', message: /X-WP-Total/ },
  'a total that is no number': { spoil: total('many'), state: 'failed', kind: 'contract', message: /X-WP-Total/ },
  'a total beyond all numbers': {
    spoil: total('9'.repeat(30)),
    state: 'failed',
    kind: 'contract',
    message: /X-WP-Total/,
  },
  /** Of several products not one: then it is the store's doing, and no product is set aside. */
  'a web page for variations': {
    spoil: page(front),
    path: /\/products\/\d+\/variations$/,
    ...{ entity: 'products', state: 'failed', kind: 'contract', message: /a web page where data was asked/ },
  },
  'a web page for refunds': {
    spoil: page(front),
    path: /\/refunds$/,
    ...{ state: 'failed', kind: 'contract', message: /a web page where data was asked/ },
  },
}

const isSecondPage = ({ path, query }: Asked) =>
  path.endsWith('/orders') &&
  query.get('orderby') === 'id' &&
  Number(query.get('offset')) > 0 &&
  query.get('status') === 'any'

await t.test('in mid-import a store answers with', async t => {
  const product = await startProduct(t, kinds.at(-1)!)
  t.jobs = 6
  const all = Object.entries(cases)
  await Promise.all(
    all.map(([name, one]) => t.test(name, { buffered: true }, t => spoilAndHeal(t, product, name, one))),
  )
})

async function spoilAndHeal(t: Test, product: Product, name: string, one: Case): Promise<void> {
  const { entity = 'orders', path, state, kind, message = /^/ } = one
  const shop = await startSpoiltShop(t, { orders: 130, products: 24, customers: 3, variableEvery: 4 })
  const id = await connect(product, shop, { name })
  const whole = shop.answer
  shop.answer = (asked, give) => ((path ? path.test(asked.path) : isSecondPage(asked)) ? one.spoil(give()) : give())
  const runId = await start(product, id, { entity })
  const run = await until(product, `/runs/${runId}`, now => now.state === state || ended(now))
  t.match(
    run,
    { state, problem: state === 'succeeded' ? null : { kind, message, remedy: /.{20}/ } },
    'it says what and why',
  )
  if (path === undefined) t.ok(run.created >= 99, 'what was read before is stored')
  shop.answer = whole
  if (!ended(run)) t.match(await product.get(`POST /runs/${runId}/cancel`), { state: 'cancelled' })
  t.match(await runToEnd(product, id, { entity }), { state: 'succeeded', rejected: 0 }, 'healed, it goes on')
  t.strictSame(
    await listIds(product, `/${entity}?connectionId=${id}`),
    idsOf(shop.store.state, entity),
    'nothing is missing',
  )
  t.strictSame(await product.all(`/rejections?connectionId=${id}`), [], 'and nothing was set aside')
}

await t.test('a store that asks to be left in peace is asked again when it said', async t => {
  const product = await startProduct(t, kinds[0]!)
  const shop = await startSpoiltShop(t, { orders: 130, products: 12, customers: 3 })
  const id = await connect(product, shop)
  let left = 5
  shop.answer = (asked, give) =>
    isSecondPage(asked) && left-- > 0 ? { status: 429, headers: { 'retry-after': '1' }, body: 'Slow down' } : give()
  const runId = await start(product, id, { entity: 'orders' })
  const waiting = await until(product, `/runs/${runId}`, run => run.state === 'waiting' || ended(run))
  t.match(waiting, {
    state: 'waiting',
    problem: { kind: 'rate_limit', remedy: /imports wait by themselves/, tries: 1 },
  })
  const run = await until(product, `/runs/${runId}`, ended)
  t.match(run, { state: 'succeeded', attempt: 2, problem: null }, 'by itself')
  t.strictSame(await listIds(product, '/orders'), idsOf(shop.store.state, 'orders'))
})
