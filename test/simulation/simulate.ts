// npm run simulate -- --seed N --episodes M --edits K [--embedded] [--minutes T]
//                     -- --mutants [NAME]
// Episode n has seed N + n; K is the number of moves of the shopkeeper in each. A failure is told with its seed, made smaller.
import { parseArgs } from 'node:util'
import type { Database } from '../../src/db.ts'
import { kinds, onDatabase } from '../bench/database.ts'
import { type Outcome, playEpisode } from './episode.ts'
import { openGround } from './ground.ts'
import { judgeMutant } from './judge-mutants.ts'
import { mutants } from './mutants.ts'
import { shrink } from './shrink.ts'
import { type Story, tellStory } from './story.ts'
import type { Ground } from './world.ts'

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    episodes: { type: 'string', default: '20' },
    edits: { type: 'string', default: '60' },
    minutes: { type: 'string' },
    embedded: { type: 'boolean', default: false },
    shrink: { type: 'boolean', default: true },
    quiet: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
  },
  allowNegative: true,
  allowPositionals: true,
})
const [seed, episodes, edits] = [Number(values.seed), Number(values.episodes), Number(values.edits)]
const deadline = values.minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(values.minutes) * 60_000
const kind = values.embedded ? 'embedded' : kinds[0]!

const totals = { episodes: 0, edits: 0, steps: 0, faults: {} as Record<string, number> }
const startedAt = performance.now()

process.exitCode = values.mutants ? await judgeAll() : await onDatabase(kind, playOn)
// A process that was killed in mid-run left timers behind.
process.exit()

async function playOn(db: Database): Promise<number> {
  const ground = await openGround(db)
  try {
    return await playAll(ground)
  } finally {
    await ground.close()
  }
}

async function judgeAll(): Promise<number> {
  const escaped: string[] = []
  const where = values.embedded ? ['--embedded'] : []
  for (const mutant of mutants.filter(one => positionals.every(part => one.name.includes(part)))) {
    const began = performance.now()
    const options = ['--seed', `${seed}`, '--episodes', `${episodes}`, '--edits', `${edits}`, ...where]
    const { caught, told } = await judgeMutant(mutant, options)
    console.log(
      `${caught ? 'caught ' : 'ESCAPED'} ${mutant.name} (${Math.round((performance.now() - began) / 1_000)} s)`,
    )
    if (!values.quiet || !caught) console.log(`        ${told.split('\n').slice(0, 2).join(' ').slice(0, 300)}`)
    if (!caught) escaped.push(mutant.name)
  }
  return escaped.length > 0 ? 1 : 0
}

async function playAll(ground: Ground): Promise<number> {
  for (let n = 0; n < episodes && Date.now() < deadline; n++) {
    const story = tellStory(seed + n, edits)
    const outcome = await playSafely(ground, story)
    count(outcome)
    if (outcome.broken.length > 0) return await tellFailure(ground, story, outcome)
    if (!values.quiet && (n + 1) % 10 === 0) tellProgress()
  }
  tellProgress()
  console.log(JSON.stringify(totals.faults))
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
  console.log(`\nFAILED: seed ${story.seed} with ${edits} edits\n  ${broken.slice(0, 12).join('\n  ')}`)
  if (!values.shrink) return 1
  const small = await shrink(story, async candidate => (await playSafely(ground, candidate)).broken.length > 0)
  const again = await playSafely(ground, small)
  console.log(`\nThe same failure needs no more than this:\n  ${again.broken.slice(0, 8).join('\n  ')}`)
  for (const round of small.rounds) console.log(JSON.stringify(round))
  console.log(JSON.stringify({ ...small, rounds: undefined, startsAt: new Date(small.startsAt) }))
  return 1
}
