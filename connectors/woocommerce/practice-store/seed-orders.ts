import { takeDice } from '../../../src/sdk/testing/index.ts'
import { contentOf, specialAt } from './compose-order.ts'
import { lastFold, wholeSecond } from './dates.ts'
import type { Instant, OrderRow, Refund, State } from './state.ts'
import { orderTotal } from './totals.ts'

const DAY_MS = 86_400_000
const SPAN_DAYS = 400
const NONE: readonly Refund[] = []

const shares: readonly (readonly [string, number])[] = [
  ['completed', 560],
  ['processing', 760],
  ['on-hold', 815],
  ['pending', 860],
  ['cancelled', 930],
  ['failed', 960],
  ['refunded', 995],
  ['checkout-draft', 1000],
]

/**
 * Orders from 400 days ago until a minute ago, ascending by id and by creation. `ties` of them, in mid-set, were saved by
 * one bulk edit within one second; two were placed an hour apart and read the same on the clock of the autumn fold.
 */
export function seedOrders(state: State, count: number, ties: number): void {
  const now = state.openedAt
  const first = now - SPAN_DAYS * DAY_MS
  const step = Math.max(1000, (SPAN_DAYS * DAY_MS - 60_000) / Math.max(1, count))
  const bulkEdit = now - 10 * DAY_MS
  for (let n = 0; n < count; n++) {
    if (n % 50 === 49) state.spareIds.push(state.nextId++)
    const created = wholeSecond(first + n * step)
    const row = makeRow(state, { created, seedIndex: n })
    const place = n - Math.floor(count / 4)
    if (place >= 0 && place < ties && created < bulkEdit) row.modified = bulkEdit
    state.orders.push(row)
    seedRefunds(state, row)
  }
  foldTwo(state, now)
}

function makeRow(state: State, { created, seedIndex }: { created: Instant; seedIndex: number }): OrderRow {
  const id = state.nextId++
  const dice = takeDice(state.seed, 'row', id)
  const share = dice.roll(1000)
  const now = state.clock.now().getTime()
  return {
    id,
    seedIndex,
    created,
    modified: Math.min(wholeSecond(now) - 60_000, created + 3_600_000 + dice.roll(5 * 86_400) * 1000),
    status: statusOf(seedIndex, share),
    statusBeforeTrash: null,
    customerId: state.customers.length === 0 || dice.chance(0.3) ? 0 : dice.pick(state.customers).id,
    refunds: NONE,
    content: null,
  }
}

function statusOf(at: number, share: number): string {
  if (at === specialAt.draft) return 'checkout-draft'
  if (at === specialAt.fullyRefunded) return 'refunded'
  if (at >= 0 && at < 25) return at % 2 ? 'completed' : 'processing'
  return shares.find(([, below]) => share < below)![0]
}

function seedRefunds(state: State, row: OrderRow): void {
  if (row.status === 'refunded') {
    const amount = orderTotal(contentOf(state, row))
    const whole = { reason: 'Order fully refunded.', amount, lines: [] }
    row.refunds = [{ ...whole, id: state.nextId++, orderId: row.id, created: row.modified }]
  }
  const partly = row.status === 'completed' && takeDice(state.seed, 'refund', row.id).chance(0.03)
  if (!partly && row.seedIndex !== specialAt.refundedTwice) return
  const line = contentOf(state, row).lines[0]
  if (!line) return
  const gross = line.total + line.taxes.reduce((sum, tax) => sum + tax.total, 0)
  const one = { orderId: row.id, created: row.modified }
  const amount = Math.round(gross / line.quantity)
  row.refunds = [
    { ...one, id: state.nextId++, amount, reason: 'Skadad vara – åter', lines: [{ lineId: line.id, quantity: 1 }] },
    ...(partly ? [] : [{ ...one, id: state.nextId++, amount: 500, reason: 'Goodwill', lines: [] }]),
  ]
}

/** Half an hour before the clock was last set back and half an hour after: both read 02:30 on it. */
function foldTwo(state: State, now: Instant): void {
  const fold = lastFold(state.zone, now)
  const after = fold === null ? -1 : state.orders.findIndex(row => row.created > fold)
  if (fold === null || after < 1) return
  for (const [row, at] of [
    [state.orders[after - 1]!, fold - 1_800_000],
    [state.orders[after]!, fold + 1_800_000],
  ] as const) {
    row.created = at
    row.modified = Math.max(row.modified, at + 3_600_000)
  }
}
