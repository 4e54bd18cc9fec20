// The importing process holds a few pages at a time, however many there are.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { kinds } from './database.ts'
import { type Figure, figure, report } from './measure.ts'
import { startStore } from './store.ts'

const few = 20_000
const many = 200_000

const importer = fileURLToPath(new URL('memory-import.ts', import.meta.url))

/** The peak of a process that does nothing but import so many orders. */
async function peakMiB(kind: Figure['database'], orders: number): Promise<number> {
  const { stop, ...store } = await startStore({ orders })
  const child = spawn(process.execPath, [importer, kind, JSON.stringify(store)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', chunk => (out += chunk))
  await once(child, 'close')
  await stop()
  const { created, maxRssKiB } = JSON.parse(out)
  if (created < orders * 0.9) throw new Error(`Only ${created} of ${orders} orders were imported.`)
  return maxRssKiB / 1_024
}

const figures: Figure[] = []
for (const database of kinds) {
  const floor = await peakMiB(database, few)
  const ours = await peakMiB(database, many)
  const note = `${many.toLocaleString('en')} orders against ${few.toLocaleString('en')}${database === 'embedded' ? ', the database included' : ''}`
  const limit = database === 'PostgreSQL' ? 1.15 : null
  figures.push(figure({ name: 'peak memory of an import', database, ours, floor, unit: 'MiB', limit, note }))
}
report(figures)
