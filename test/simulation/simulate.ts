// npm run simulate -- --seed N --episodes M --edits K [--store magento] [--theme NAME] [--embedded] [--minutes T] [--until EDITS]
//                     -- --mutants [PART OF A NAME] [--search]
// Episode n has seed N + n; K is the number of moves of the shopkeeper in each. A failure is told with its seed, made smaller.
// Each mutant is put to the story that is known to find it out, and the next ones, once the engine as it is has come
// through all the known ones; with --search to the episodes that are named.
import { parseArgs } from 'node:util'
import type { Database } from '../../src/db.ts'
import { kinds, onDatabase } from '../bench/database.ts'
import { report } from '../support/measured.ts'
import { type Outcome, playEpisode } from './episode.ts'
import { openGround } from './ground.ts'
import { mutants } from './mutants/index.ts'
import { judgeAll } from './mutants/judge-all.ts'
import { shrink } from './shrink.ts'
import { type Story, tellStory } from './story.ts'
import type { Ground } from './world.ts'

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    episodes: { type: 'string', default: '20' },
    edits: { type: 'string', default: '60' },
    theme: { type: 'string' },
    store: { type: 'string', default: 'woocommerce' },
    minutes: { type: 'string' },
    until: { type: 'string' },
    embedded: { type: 'boolean', default: false },
    shrink: { type: 'boolean', default: true },
    quiet: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    search: { type: 'boolean', default: false },
  },
  allowNegative: true,
  allowPositionals: true,
})
const [seed, episodes, edits] = [Number(values.seed), Number(values.episodes), Number(values.edits)]
const deadline = values.minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(values.minutes) * 60_000
const enough = values.until === undefined ? Number.POSITIVE_INFINITY : Number(values.until)
const kind = values.embedded ? 'embedded' : kinds[0]!

const totals = { episodes: 0, edits: 0, steps: 0, faults: {} as Record<string, number> }
const startedAt = performance.now()

process.exitCode = values.mutants ? await judgeMutants() : await onDatabase(kind, db => playOn(db, told()))
// A process that was killed in mid-run left timers behind.
process.exit()

/** As the command line says. Of edits there are more than of moves: one of these may edit hundreds. */
function* told(): Generator<Story> {
  for (let n = 0; n < episodes && Date.now() < deadline && totals.edits < enough; n++)
    yield tellStory(seed + n, edits, { theme: values.theme, system: values.store })
}

async function judgeMutants(): Promise<number> {
  const chosen = mutants.filter(one => positionals.every(part => one.name.includes(part)))
  const rest = process.argv.slice(2).filter(one => !['--mutants', '--search', ...positionals].includes(one))
  if (values.search) return await judgeAll(chosen, rest)
  if (kind === 'embedded')
    throw new Error('The known stories are told on a PostgreSQL server: set TEST_DATABASE_URL, or --search.')
  const known = chosen.map(({ caughtBy }) => tellStory(caughtBy.seed, caughtBy.edits, caughtBy))
  return (await onDatabase(kind, db => playOn(db, known))) || (await judgeAll(chosen))
}

async function playOn(db: Database, stories: Iterable<Story>): Promise<number> {
  const ground = await openGround(db)
  try {
    return await playAll(ground, stories)
  } finally {
    await ground.close()
  }
}

async function playAll(ground: Ground, stories: Iterable<Story>): Promise<number> {
  for (const story of stories) {
    const outcome = await playSafely(ground, story)
    count(outcome)
    if (outcome.broken.length > 0) return await tellFailure(ground, story, outcome)
    if (!values.quiet && totals.episodes % 10 === 0) tellProgress()
  }
  tellProgress()
  report(totals)
  return 0
}

async function playSafely(ground: Ground, story: Story): Promise<Outcome> {
  try {
    return await playEpisode(ground, story)
  } catch (error) {
    return { broken: [String((error as Error).stack)], edits: 0, steps: 0, faults: {} }
  }
}

function count(outcome: Outcome): void {
  totals.episodes++
  totals.edits += outcome.edits
  totals.steps += outcome.steps
  for (const [name, times] of Object.entries(outcome.faults)) totals.faults[name] = (totals.faults[name] ?? 0) + times
}

function nameOf({ seed, edits, theme, system }: Story): string {
  return `seed ${seed} with ${edits} edits${theme === undefined ? '' : `, about ${theme}`}, ${system}`
}

function tellProgress(): void {
  const seconds = (performance.now() - startedAt) / 1_000
  const faults = Object.values(totals.faults)
  const tried = faults.reduce((sum, one) => sum + one, 0)
  console.log(
    `${kind}: ${totals.episodes} episodes, ${totals.edits} edits (${Math.round(totals.edits / seconds)}/s), ${totals.steps} steps, ` +
      `${tried} faults of ${faults.length} kinds, ${Math.round(seconds)} s`,
  )
}

async function tellFailure(ground: Ground, story: Story, { broken }: Outcome): Promise<number> {
  console.log(`\nFAILED: ${nameOf(story)}\n  ${broken.slice(0, 12).join('\n  ')}`)
  if (!values.shrink) return 1
  const small = await shrink(story, async candidate => (await playSafely(ground, candidate)).broken.length > 0)
  const again = await playSafely(ground, small)
  console.log(`\nThe same failure needs no more than this:\n  ${again.broken.slice(0, 8).join('\n  ')}`)
  for (const round of small.rounds) console.log(JSON.stringify(round))
  console.log(JSON.stringify({ ...small, rounds: undefined, startsAt: new Date(small.startsAt) }))
  return 1
}
