import t from 'tap'
import { judgeMutant } from './judge-mutants.ts'
import { mutants } from './mutants.ts'

t.setTimeout(600_000)
t.jobs = 2

/** Those that are found out soonest, and the seed that does it. All of them: `npm run simulate -- --mutants --episodes 40`. */
const soonest = [
  ['the events are told in a transaction of their own', 300],
  ['an unchanged record is told all the same', 300],
  ['a time with a zone letter is sent as GMT', 300],
] as const

for (const [name, seed] of soonest)
  t.test(`the simulator finds out that ${name}`, { buffered: true }, async t => {
    const mutant = mutants.find(one => one.name === name)!
    const { caught, told } = await judgeMutant(mutant, ['--seed', `${seed}`, '--episodes', '3', '--edits', '25'])
    t.ok(caught, told)
  })
