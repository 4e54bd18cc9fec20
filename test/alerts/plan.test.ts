import { randomUUID } from 'node:crypto'
import t from 'tap'
import { type Pending, planMessage } from '../../src/alerts/plan.ts'

const start = Date.parse('2026-03-01T00:00:00Z')
const after = (minutes: number) => new Date(start + minutes * 60_000)

const pending = (more: Partial<Pending> = {}): Pending => ({
  id: randomUUID(),
  kind: 'failing',
  connectionId: randomUUID(),
  connectionName: 'Shop',
  entity: 'orders',
  message: 'm',
  remedy: 'r',
  beganAt: after(0),
  foundAt: after(0),
  toldAt: null,
  remindedAt: null,
  endedAt: null,
  ...more,
})

t.test('what begins together is waited for, then told together', async t => {
  const alerts = [pending(), pending({ foundAt: after(0.9) })]
  t.equal(planMessage(alerts, [], after(0.5)), null)
  t.match(planMessage(alerts, [], after(1)), { began: { length: 2 }, recovered: [], lasting: [] })
})

/** For each wait: whether it is told a minute before it is over, and then, when as many messages were sent as waits precede. */
const keepsWaits = (waits: readonly number[], more: Partial<Pending>) =>
  waits.map((minutes, sent) => {
    const sentAt = Array.from({ length: sent + 1 }, () => after(0))
    const isTold = (at: number) => planMessage([pending({ foundAt: after(-5), ...more })], sentAt, after(at)) !== null
    return [isTold(minutes - 1), isTold(minutes)].join()
  })

t.test('after a message the next one waits, longer each time, and no longer than four hours', async t => {
  t.strictSame(keepsWaits([15, 30, 60, 120, 240, 240], {}), Array(6).fill('false,true'))
})

t.test('what stops an import until a person acts waits less, and is no flood either', async t => {
  for (const kind of ['refused', 'closed', 'brake'] as const) {
    t.strictSame(keepsWaits([1, 2, 4, 8, 16, 32, 60, 60], { kind }), Array(8).fill('false,true'), kind)
    t.match(planMessage([pending({ kind }), pending()], [after(0)], after(1)), { began: { length: 2 } }, 'all at once')
  }
})

t.test('what is late after a start and then caught up is no news', async t => {
  for (const [kind, minutes] of [
    ['late', 15],
    ['stalled', 5],
  ] as const) {
    t.equal(planMessage([pending({ kind })], [], after(minutes - 1)), null)
    t.match(planMessage([pending({ kind })], [], after(minutes)), { began: { length: 1 } })
  }
})

t.test('what was over before anybody was told is not told', async t => {
  t.equal(planMessage([pending({ endedAt: after(0) })], [], after(10)), null)
})

t.test('an end is told once there was a beginning', async t => {
  const ended = pending({ toldAt: after(1), endedAt: after(30) })
  t.match(planMessage([ended], [after(1)], after(31)), { began: [], recovered: [{ id: ended.id }] })
})

t.test('what lasts is told again after a day, all of it in one message, and then not for a day', async t => {
  const told = [pending({ toldAt: after(0) }), pending({ toldAt: after(600) })]
  t.equal(planMessage(told, [], after(24 * 60 - 1)), null)
  t.match(planMessage(told, [], after(24 * 60)), { began: [], lasting: { length: 2 } })
  const reminded = told.map(one => ({ ...one, remindedAt: after(24 * 60) }))
  t.equal(planMessage(reminded, [], after(47 * 60)), null)
})

t.test('a notice is said once', async t => {
  t.equal(planMessage([pending({ kind: 'rejections', toldAt: after(0) })], [], after(48 * 60)), null)
})

t.test('a reminder does not hurry what is being gathered', async t => {
  const fresh = pending({ foundAt: after(24 * 60) })
  t.match(planMessage([pending({ toldAt: after(0) }), fresh], [], after(24 * 60)), {
    began: [],
    lasting: { length: 1 },
  })
})
