// The importing process holds a few pages at a time, however many there are.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { report } from '../support/measured.ts'
import { type Kind, kinds, makePlace, onPlace } from './database.ts'
import { figure } from './measure.ts'
import { startStore } from './store.ts'

const few = 20_000
const many = 200_000

const importer = fileURLToPath(new URL('memory-import.ts', import.meta.url))

/** The peak of a process that does nothing but import so many orders into a database that was made before. */
async function peakMiB(kind: Kind, orders: number): Promise<number> {
  const { options, remove } = await makePlace(kind)
  await onPlace(options, async () => {})
  const { stop, ...store } = await startStore({ orders })
  const given = [options, store].map(one => JSON.stringify(one))
  const child = spawn(process.execPath, [importer, ...given], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', chunk => (out += chunk))
  await once(child, 'close')
  await Promise.all([stop(), remove()])
  const { created, maxRssKiB } = JSON.parse(out)
  if (created < orders * 0.9) throw new Error(`Only ${created} of ${orders} orders were imported.`)
  return maxRssKiB / 1_024
}

const common = { name: 'peak memory of an import', unit: 'MiB', limit: 1.15 }
const note = `${many.toLocaleString('en')} orders against ${few.toLocaleString('en')}`
const figures = []
for (const database of kinds) {
  const floor = await peakMiB(database, few)
  const ours = await peakMiB(database, many)
  figures.push(
    figure({
      ...common,
      database,
      ours,
      floor,
      note: database === 'embedded' ? `${note}; the database included` : note,
    }),
  )
}
report(figures)
