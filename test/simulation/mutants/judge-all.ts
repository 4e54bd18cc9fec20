import { judgeMutant, optionsOf } from './judge.ts'
import type { Mutant } from './mutant.ts'

/** Judges them one after the other, prints how each was found out, and returns how many were not. */
export async function judgeAll(mutants: readonly Mutant[], searching?: readonly string[]): Promise<number> {
  let escaped = 0
  for (const mutant of mutants) {
    const startedAt = performance.now()
    const { caught, told } = await judgeMutant(mutant, searching ?? optionsOf(mutant.caughtBy))
    const seconds = Math.round((performance.now() - startedAt) / 1_000)
    console.log(`${caught ? 'caught ' : 'ESCAPED'}  ${`${seconds} s`.padStart(5)}  ${mutant.name}`)
    console.log(`                ${tellShortly(told)}`)
    if (!caught) escaped++
  }
  console.log(`\n${mutants.length - escaped} of ${mutants.length} mutants caught`)
  return escaped
}

/** The seed, and the first thing that did not hold. */
function tellShortly(told: string): string {
  const lines = told.split('\n').map(line => line.trim())
  return lines.slice(0, 2).join(': ').replace('FAILED: ', '').slice(0, 160)
}
