import { enter } from './ledger.ts'
import { chart, openings } from './seed-chart.ts'
import type { Day, FinancialYear, State } from './state.ts'
import { addDays, dayOf, startOf } from './sweden.ts'

/** Ids are not in the order of time, and one of the years had eighteen months. */
function makeYears(today: Day): FinancialYear[] {
  const year = Number(today.slice(0, 4))
  const method = 'ACCRUAL' as const
  return [
    { id: 1, from: `${year}-01-01`, to: `${year}-12-31`, method },
    { id: 2, from: `${year - 3}-07-01`, to: `${year - 2}-12-31`, method },
    { id: 3, from: `${year - 1}-01-01`, to: `${year - 1}-12-31`, method },
  ]
}

/** Years, and the chart of accounts of each. */
export function seedBooks(state: State): void {
  state.years = makeYears(dayOf(state.openedAt))
  state.accounts = state.years.flatMap(({ id: yearId, from }) =>
    chart.map(([number, description, active, sru, vatCode]) => ({
      ...{ yearId, number, description, active, sru, vatCode, opening: openings[number] ?? 0 },
      modified: startOf(from),
    })),
  )
}

interface Cost {
  readonly description: string
  readonly account: number
  readonly net: number
}

const costs: readonly Cost[] = [
  { description: 'Hyra', account: 5010, net: 800_000 },
  { description: 'Programvara', account: 5420, net: 37_078 },
  { description: 'Inköp ljus & stakar', account: 4000, net: 1_234_550 },
  { description: 'Porto "paket"', account: 6250, net: 19_920 },
]

/** What was entered by hand, through all of the years; every fifth was corrected, and the row that was struck out is still there. */
export function seedManual(state: State, count: number): void {
  for (let n = 0; n < count; n++) {
    const { description, account, net } = costs[n % costs.length]!
    const day = addDays(dayOf(state.openedAt), -Math.ceil((900 * (count - n)) / count))
    const vat = net / 4
    enter(state, {
      ...{ day, series: 'A', description, referenceType: 'MANUAL', referenceNumber: '' },
      modified: startOf(day) + 9 * 3_600_000,
      amounts: [
        [account, net],
        [2640, Math.round(vat)],
        [1930, -net - Math.round(vat)],
      ],
      ...(n % 5 === 2 && { removed: [[5410, 46_348] as const] }),
    })
  }
}
