import t from 'tap'
import { type Check, ConnectorError, type Context, runChecks } from '../../src/sdk/index.ts'

type Found = { readonly name: string; readonly zone: string }
type AnyCheck = Check<object, Found, Partial<Found>>

const context = {} as Context
const collect = async (checks: readonly AnyCheck[]) => {
  const reports = []
  for await (const report of runChecks({ checks, values: {}, context, open: found => found })) reports.push(report)
  return reports.map(({ id, result }) => [id, result] as const)
}
const check = (id: string, run: AnyCheck['run'], more: Partial<AnyCheck> = {}): AnyCheck => ({
  ...{ id, title: `It is ${id}`, field: 'apiUrl', ...more },
  run,
})
const passed = { status: 'passed' } as const
const failed = { status: 'failed', diagnosis: 'It is not.', remedy: 'Make it so.' } as const

t.test('checks run in order, each on what those before it found', async t => {
  const seen: unknown[] = []
  await collect([
    check('one', async () => ({ ...passed, found: { name: 'Toys' } })),
    check('two', async session => {
      seen.push(session.found, session.client())
      return { ...passed, found: { zone: 'UTC' } }
    }),
    check('three', async session => {
      seen.push(session.found)
      return passed
    }),
  ])
  t.strictSame(seen, [{ name: 'Toys' }, { name: 'Toys' }, { name: 'Toys', zone: 'UTC' }])
})

t.test('what follows a failed check is skipped, unless that check blocks nothing', async t => {
  const reports = await collect([
    check('one', async () => failed, { blocking: false }),
    check('two', async () => Promise.reject(new ConnectorError('transient', 'It is gone.', { remedy: 'Wait.' }))),
    check('three', async () => t.fail('it is not run') as never),
  ])
  t.match(reports, [
    ['one', failed],
    ['two', { status: 'failed', diagnosis: 'It is gone.', remedy: 'Wait.', field: 'apiUrl' }],
    ['three', { status: 'skipped', because: /It is two/ }],
  ])
})

t.test('neighbours of one name run side by side, and are reported in their order', async t => {
  const second = Promise.withResolvers<void>()
  const seen: unknown[] = []
  const see = (found: Partial<Found>) => {
    seen.push(found)
    second.resolve()
    return passed
  }
  const reports = await collect([
    check('one', () => second.promise.then(() => ({ ...passed, found: { name: 'Toys' } })), { together: 'store' }),
    check('two', async ({ found }) => see(found), { together: 'store' }),
    check('three', async ({ found }) => see(found)),
  ])
  t.strictSame(
    reports.map(([id, { status }]) => [id, status]),
    ['one', 'two', 'three'].map(id => [id, 'passed']),
  )
  t.strictSame(seen, [{}, { name: 'Toys' }])
})

t.test('one that blocks skips its later neighbours, although they have run', async t => {
  const reports = await collect([
    check('one', async () => passed, { together: 'store' }),
    check('two', async () => failed, { together: 'store' }),
    check('three', () => Promise.reject(new Error('nobody waits for it')), { together: 'store' }),
  ])
  t.match(reports, [
    ['one', { status: 'passed' }],
    ['two', { status: 'failed' }],
    ['three', { status: 'skipped', because: /It is two/ }],
  ])
})

t.test('what one check has asked is not asked again, and is forgotten with the run', async t => {
  let asked = 0
  const ask = check('one', async ({ once }) => ({
    ...passed,
    detail: String(await once('index', async () => ++asked)),
  }))
  const two = [ask, { ...ask, id: 'two' }]
  t.match(await collect(two), [
    ['one', { detail: '1' }],
    ['two', { detail: '1' }],
  ])
  t.match(await collect(two), [
    ['one', { detail: '2' }],
    ['two', { detail: '2' }],
  ])
})
