import t, { type Test } from 'tap'
import { z } from 'zod'
import { openShop } from './open-shop.ts'

t.setTimeout(300_000)

const Anything = z.unknown()
const lifetimeMs = 86_399_000
const isGrant = ({ path }: { path: string }) => path.endsWith('/access_token')
const failing = { when: isGrant, fault: { status: 500 } } as const

async function open(t: Test) {
  const { client, server, store, timer } = await openShop(t)
  const own = client()
  const ask = () => own.ask('{ shop { name } }', {}, Anything)
  await ask()
  return { ask, server, store, timer, granted: () => server.asked.filter(isGrant).length }
}

const many = (ask: () => Promise<unknown>) => Promise.all(Array.from({ length: 6 }, ask))

t.test('many who find the token near its end share one new one', async t => {
  const { ask, granted, timer } = await open(t)
  timer.pass(lifetimeMs - 60_000)
  await many(ask)
  t.equal(granted(), 2)
  timer.pass(lifetimeMs)
  await many(ask)
  t.equal(granted(), 3, 'and past it')
})

t.test('many whose token is refused share one new one', async t => {
  const { ask, granted, store } = await open(t)
  const { tokens } = store.state
  for (const [token, one] of tokens) tokens.set(token, { ...one, until: 0 })
  await many(ask)
  t.equal(granted(), 2)
})

t.test('trouble in the last minutes of a token costs nothing yet', async t => {
  const { ask, granted, server, timer } = await open(t)
  timer.pass(lifetimeMs - 240_000)
  server.failWith(failing)
  await t.resolves(ask(), 'the old one still works')
  t.equal(granted(), 2)
  await ask()
  t.equal(granted(), 2, 'and not every request tries again')
  timer.pass(60_000)
  await ask()
  t.equal(granted(), 3)
})

t.test('who comes after a renewal that failed asks anew', async t => {
  const { ask, granted, server, timer } = await open(t)
  timer.pass(lifetimeMs)
  server.failWith(failing)
  await t.rejects(ask(), { kind: 'transient', code: 'server_error' })
  await t.resolves(ask())
  t.equal(granted(), 3)
})
