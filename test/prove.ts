// npm run prove [-- --edits N] [--kills N] [--seed S]
// In one go: workers beside each other, workers killed; then, at the same time, a random shopkeeper with random faults and
// the server killed with -9 again and again on either database; engines that are broken on purpose. Tells in the end what was tried, what was lost and what came twice.
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { type Figure, holds } from './bench/measure.ts'
import { type Figures, median } from './crash/figures.ts'
import { mutants } from './simulation/mutants/index.ts'
import { measureWith } from './support/measured.ts'
import { withPostgres } from './support/postgres.ts'

interface Simulated {
  readonly episodes: number
  readonly edits: number
  readonly faults: Readonly<Record<string, number>>
}

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '1000000' },
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
})
const seed = ['--seed', values.seed]

// Each throws when anything is lost, or there twice.
const durable = {}
const workers = await onServer(durable, env => measure<Figure[]>('./bench/workers.ts', [], env))
const takenOverMs = await onServer(durable, env => measure<number[]>('./processes/killed.test.ts', [], env))
const [simulated, ...crashes] = await sideBySide([
  onServer(undefined, env =>
    measure<Simulated>(
      './simulation/simulate.ts',
      ['--until', values.edits, '--edits', '800', '--episodes', '100000', ...seed],
      env,
    ),
  ),
  ...['--server', '--embedded'].map(mode =>
    onServer(durable, env =>
      measure<Record<string, Figures>>('./crash/crash.ts', [mode, '--kills', values.kills, ...seed], env),
    ),
  ),
])
const crashed: Record<string, Figures> = Object.assign({}, ...crashes)
await onServer(undefined, env => measure('./simulation/simulate.ts', ['--mutants'], env))
show()
const missed = findMissed()
for (const one of missed) console.error(`MISSED: ${one}`)
process.exitCode = missed.length === 0 ? 0 : 1

/** What was promised and was not seen; that nothing was lost or came twice has been thrown by now. */
function findMissed(): string[] {
  const { faults, edits } = simulated
  const kinds = Object.keys(faults).length
  const slowest = Math.max(...takenOverMs)
  return [
    ...workers.filter(one => !holds(one)).map(({ name, ratio, limit }) => `${name}: ${ratio.toFixed(2)}, not ${limit}`),
    ...(kinds < 25 ? [`${kinds} kinds of fault, not 25`] : []),
    ...(edits < Number(values.edits) ? [`${edits} edits, not ${values.edits}`] : []),
    ...(slowest > 60_000 ? [`a worker's run was taken over after ${slowest} ms`] : []),
    ...Object.entries(crashed).flatMap(([mode, { inRun, shutdownMs }]) => [
      ...(inRun < Number(values.kills) ? [`${mode}: ${inRun} kills in the middle of a run`] : []),
      ...shutdownMs.filter(ms => ms > 10_000).map(ms => `${mode}: asked to stop, it took ${ms} ms`),
    ]),
  ]
}

function measure<T>(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<T> {
  console.error(`\nprove: ${file}`)
  return measureWith<T>(import.meta.resolve(file), args, env)
}

/** Each comes to its end, and puts away what it started, before one that failed ends all. */
async function sideBySide<T extends readonly unknown[]>(works: readonly [...{ [K in keyof T]: Promise<T[K]> }]) {
  await Promise.allSettled(works)
  return Promise.all(works)
}

/** @throws Error when this machine has no PostgreSQL: nothing is passed over in silence. */
function onServer<T>(settings: object | undefined, work: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> {
  return withPostgres(settings, (env, server) => {
    if (server === undefined)
      throw new Error('A PostgreSQL server is needed. Install one with the packages of the system.')
    return work(env)
  })
}

function show(): void {
  const table = new Table({ head: ['what', 'how much'] })
  const number = (value: number) => value.toLocaleString('en')
  const seconds = (ms: readonly number[]) =>
    `${(median(ms) / 1_000).toFixed(1)} s, at most ${(Math.max(...ms) / 1_000).toFixed(1)} s`
  const faults = Object.entries(simulated.faults)
  const modes = Object.entries(crashed)
  const sum = (of: (one: Figures) => number) => modes.reduce((all, [, one]) => all + of(one), 0)
  const times = faults.reduce((all, [, count]) => all + count, 0)
  table.push(
    ['faults tried', `${number(times)} of ${faults.length} kinds, in ${number(simulated.episodes)} episodes`],
    ['edits made in the stores', number(simulated.edits + sum(one => one.edits))],
    ...modes.map(([mode, { kills, inRun }]) => [
      `kills survived, ${mode}`,
      `${kills}, ${inRun} in the middle of a run`,
    ]),
    ['broken engines found out', `${mutants.length} of ${mutants.length}`],
    ['records lost', '0'],
    ['records or events twice', '0'],
    ['a killed worker’s run taken over', seconds(takenOverMs)],
    ...modes.map(([mode, { takenUpMs }]) => [`a killed server’s runs taken up, ${mode}`, seconds(takenUpMs)]),
    ...workers.map(({ name, ratio }) => [name, ratio.toFixed(2)]),
  )
  console.log(table.toString())
}
