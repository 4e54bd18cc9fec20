// npm run bench [-- name …]   Each bench is a process of its own, so that none inherits another's memory or caches.
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import Table from 'cli-table3'
import { measureWith } from '../support/measured.ts'
import { withPostgres } from '../support/postgres.ts'
import { type Figure, holds } from './measure.ts'

const benches = [
  'lists',
  'scheduler',
  'import-fast',
  'import-slow',
  'memory',
  'workers',
  'points',
  'rotation',
  'backup',
]

const wanted = process.argv.slice(2)
const names = wanted.length === 0 ? benches : benches.filter(name => wanted.includes(name))
const durable = {}
const figures: Figure[] = []
await withPostgres(durable, async env => {
  for (const name of names) figures.push(...(await runBench(name, env)))
})
show(figures)
writeFileSync(
  'bench-results.json',
  `${JSON.stringify({ machine: describeMachine(), at: new Date(), figures }, null, 2)}\n`,
)
process.exitCode = figures.length > 0 && figures.every(holds) ? 0 : 1

async function runBench(name: string, env: NodeJS.ProcessEnv): Promise<Figure[]> {
  console.error(`bench: ${name}`)
  return await measureWith<Figure[]>(import.meta.resolve(`./${name}.ts`), [], env)
}

function show(all: readonly Figure[]): void {
  const table = new Table({ head: ['what', 'database', 'ours', 'floor', 'ratio', 'promised', ''] })
  const sign = (one: Figure) => (one.limit === null ? '–' : `${one.atLeast ? '≥' : '≤'} ${one.limit}`)
  const number = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2))
  for (const one of all) {
    const row = [
      one.name,
      one.database,
      `${number(one.ours)} ${one.unit}`,
      `${number(one.floor)} ${one.unit}`,
      one.ratio.toFixed(2),
      sign(one),
    ]
    table.push([...row, `${holds(one) ? '' : 'MISSED '}${one.note ?? ''}`])
  }
  console.log(table.toString())
  console.log(describeMachine())
}

function describeMachine(): string {
  return `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
}
