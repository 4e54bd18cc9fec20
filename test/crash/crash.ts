// npm run crash -- [--kills N] [--seed S] [--shops M] [--minutes T] [--embedded | --server]
// Kills the real server N times in the middle of a run, and about as often at other moments, in each mode or in one, and
// compares everything in the end.
import { parseArgs } from 'node:util'
import { kinds } from '../bench/database.ts'
import { report } from '../support/measured.ts'
import { describe, type Figures } from './figures.ts'
import { play } from './play.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    shops: { type: 'string', default: '3' },
    minutes: { type: 'string' },
    embedded: { type: 'boolean', default: false },
    server: { type: 'boolean', default: false },
  },
})
const wanted = kinds.filter(kind => (kind === 'embedded' ? !values.server : !values.embedded))
const [kills, seed, shops] = [Number(values.kills), Number(values.seed), Number(values.shops)]
const how = { kills, seed, shops, orders: 260, births: Math.ceil(kills / 5), calmAfter: 10, editMs: 250, ticks: true }

const all: Partial<Record<string, Figures>> = {}
for (const kind of wanted) {
  const startedAt = Date.now()
  const until = values.minutes === undefined ? Number.POSITIVE_INFINITY : startedAt + Number(values.minutes) * 60_000
  const figures = await play(kind, { ...how, until }, words => console.log(`${kind}: ${words}`))
  console.log(`\n${kind}, seed ${seed}, ${Math.round((Date.now() - startedAt) / 1_000)} s\n${describe(figures)}\n`)
  all[kind] = figures
  if (figures.broken.length > 0) process.exitCode = 1
}
report(all)
