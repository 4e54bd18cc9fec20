import t from 'tap'
import { endsSoon, type Kept, refreshLastsMs, takeAccess } from '../../../connectors/fortnox/refresh.ts'
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

t.test('people are warned well before the end', async t => {
  const endingIn = (days: number) =>
    endsSoon({ ...ended, refreshUntil: Date.parse('2026-11-20') + days * 86_400_000 }, new Date('2026-11-20'))
  t.strictSame([45, 11, 9, -1].map(endingIn), [false, false, true, true])
})
