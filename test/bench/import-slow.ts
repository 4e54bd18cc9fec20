// A store that takes 300 ms to answer: everything we do ourselves has room beside the waiting.
import { report } from '../support/measured.ts'
import { kinds, onDatabase } from './database.ts'
import { importOrders, readPages } from './import.ts'
import { type Figure, figure, timeMs } from './measure.ts'
import { startStore } from './store.ts'

const orders = 20_000
const latencyMs = 300
const perPage = 100

const store = await startStore({ orders, latencyMs })
const floor = (await timeMs(() => readPages(store))) / 1_000
const what = `${orders.toLocaleString('en')} orders, ${latencyMs} ms an answer`
const bare = ((orders / perPage) * latencyMs) / 1_000
const figures: Figure[] = []
for (const database of kinds) {
  const ours = await onDatabase(database, async db => (await timeMs(() => importOrders(db, store))) / 1_000)
  const common = { database, ours, unit: 's' } as const
  figures.push(
    figure({
      ...common,
      name: 'import from a slow store',
      floor,
      limit: 1.1,
      note: `${what}; floor: the same requests`,
    }),
    figure({
      ...common,
      name: 'import against the bare latency of its pages',
      floor: bare,
      limit: null,
      note: `${orders / perPage} × ${latencyMs} ms`,
    }),
  )
}
await store.stop()
report(figures)
