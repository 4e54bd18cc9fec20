import t from 'tap'
import { endsAt, type Kept, refreshLastsMs, renewTokens, takeAccess } from '../../../connectors/fortnox/refresh.ts'
import { granted, openSignIn, refusal } from './token-server.ts'

const ended: Kept = { accessToken: 'old-access', accessUntil: 0, refreshToken: 'refresh-1', refreshUntil: 9e15 }

/** Each refresh token is good once; of two that bring the same one, the second has nothing. */
async function open(t: Parameters<typeof openSignIn>[0]) {
  const good = new Set(['refresh-1'])
  let count = 1
  const signIn = await openSignIn(t, ({ body }) => {
    const token = new URLSearchParams(body).get('refresh_token') ?? ''
    if (!good.delete(token)) return refusal(400, 'invalid_grant')
    count++
    good.add(`refresh-${count}`)
    return granted(`access-${count}`, { refresh_token: `refresh-${count}` })
  })
  const { context, by } = signIn
  const kept = async () => JSON.parse((await context.shared.read()) ?? 'null')
  await context.shared.renew(async () => JSON.stringify(ended))
  return { ...signIn, good, kept, take: () => takeAccess(context, by) }
}

t.test('of many who need it at once, one renews, and all have what came', async t => {
  const { take, server, kept } = await open(t)
  t.strictSame(new Set(await Promise.all(Array.from({ length: 8 }, take))), new Set(['access-2']))
  t.equal(server.askedCount, 1)
  t.match(await kept(), { accessToken: 'access-2', refreshToken: 'refresh-2' })
  t.equal((await kept()).refreshUntil - Date.parse('2026-11-20T12:00:00Z'), refreshLastsMs)
})

t.test('it is renewed before its hour ends, with what was handed out last', async t => {
  const { take, timer, server } = await open(t)
  await take()
  timer.pass(54 * 60_000)
  t.equal(await take(), 'access-2')
  timer.pass(2 * 60_000)
  t.equal(await take(), 'access-3')
  t.equal(server.askedCount, 2)
})

t.test('what came is used by nobody where it could not be stored', async t => {
  const { context, by } = await open(t)
  const renew = async (make: (kept: string | null) => Promise<string>): Promise<string> => {
    await make(await context.shared.read())
    throw new Error('the database is away')
  }
  const shared = { ...context.shared, renew }
  await t.rejects(takeAccess({ ...context, shared }, by), { message: 'the database is away' })
})

t.test('only Fortnox’s own word ends it', async t => {
  const { take, kept, server, good } = await open(t)
  server.failWith('reset')
  await t.rejects(take(), { kind: 'transient', code: 'reset' })
  server.failWith({ status: 503 })
  await t.rejects(take(), { kind: 'transient', code: 'server_error' })
  t.same(await kept(), ended, 'trouble on the way costs nothing')
  good.clear()
  await t.rejects(take(), { kind: 'auth', code: 'reconnect', remedy: /again/ })
  const before = server.askedCount
  await t.rejects(take(), { kind: 'auth', code: 'reconnect' })
  t.equal(server.askedCount, before, 'and nobody is asked again')
})

t.test('a token that was refused is not used again, though its hour is not over', async t => {
  const { context, by, server } = await open(t)
  const tokens = renewTokens(context, by)
  t.equal(await tokens.get(), 'access-2')
  t.equal(tokens.renew('access-2'), true)
  t.strictSame(await Promise.all([tokens.get(), tokens.get()]), ['access-3', 'access-3'])
  t.equal(server.askedCount, 2)
})

t.test('when it ends is known of what is kept, and of nothing else', async t => {
  const until = Date.parse('2026-12-24')
  t.strictSame(endsAt(JSON.stringify({ ...ended, refreshUntil: until })), new Date(until))
  for (const other of ['{"over":true}', '{"token":"a","until":1,"renewAt":1}', 'no JSON']) t.equal(endsAt(other), null)
})

t.test('without consent nobody is asked for anything', async t => {
  const { context, by, server } = await openSignIn(t, () => granted('access'))
  await t.rejects(takeAccess(context, by), { kind: 'auth', code: 'no_consent', field: 'account' })
  t.equal(server.askedCount, 0)
})
