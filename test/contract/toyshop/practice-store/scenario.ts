import {
  createPracticeClock,
  type PracticeClock,
  type PracticeStore,
  type Scenario,
} from '../../../../src/sdk/testing/index.ts'
import { answerToyshop, type Tables } from './api.ts'
import { livingOf, type Row, type Rows, seconds, seedRows } from './toys.ts'

const showToy = (id: number) => ({ sku: `S${id}`, name: `Toy ${id}`, price: '10.50' })
const showOrder = (id: number) => ({ number: `N${id}`, total: '99.00' })

export const scenario: Scenario = {
  values: baseUrl => ({ baseUrl, key: 'tk_1', branch: 'all', secret: 'ts_very_secret' }),
  facts: baseUrl => ({
    identity: 'toyshop-1',
    name: 'Toyshop',
    url: baseUrl,
    timeZone: 'Europe/Stockholm',
    currency: 'SEK',
    country: 'SE',
    version: '3',
    pricesIncludeTax: true,
    counts: {},
  }),
  start: startToyshop,
}

function startToyshop(): PracticeStore {
  const clock = createPracticeClock()
  const tables: Tables = { products: seedRows(clock, showToy), orders: seedRows(clock, showOrder) }
  const edit = (name: string, id: string, change: (row: Row, rows: Rows) => unknown): boolean => {
    const row = tables[name]?.find(row => String(row.id) === id)
    return row !== undefined && change(row, tables[name]!) !== false
  }
  const save = (row: Row, change: Partial<Row> = {}) => Object.assign(row, { modified: seconds(clock.now()) }, change)
  const sideEffects: string[] = []
  return {
    ...{ clock, sideEffects },
    answer: asked => {
      if (asked.path.endsWith('/mail')) sideEffects.push(asked.path)
      return answerToyshop(tables, asked)
    },
    records: name => livingOf(tables[name] ?? []),
    touch: (name, id, at) => edit(name, id, row => save(row, at && { modified: seconds(at) })),
    changeQuietly: (name, id) => edit(name, id, row => Object.assign(row, { refunded: '5.00' })),
    trash: (name, id) => edit(name, id, row => name === 'orders' && save(row, { trashed: true })),
    restore: (name, id) => edit(name, id, row => save(row, { trashed: false })),
    remove: (name, id) => edit(name, id, (row, rows) => rows.splice(rows.indexOf(row), 1)),
    hide: (name, ids) => ids.map(id => edit(name, id, row => Object.assign(row, { hidden: true }))).some(Boolean),
    create: (name, at) => addRow(clock, tables[name] ?? [], at),
  }
}

function addRow(clock: PracticeClock, rows: Rows, at = clock.now()): string {
  const id = Math.max(...rows.map(row => row.id)) + 1
  const shown = { ...rows[0]?.shown }
  rows.push({ ...rows[0]!, id, created: seconds(at), modified: seconds(at), trashed: false, hidden: false, shown })
  return String(id)
}
