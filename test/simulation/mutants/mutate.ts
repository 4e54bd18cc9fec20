// node --import ./test/simulation/mutants/mutate.ts …   Breaks one source file on its way into the process, and only there.
import { registerHooks } from 'node:module'
import { mutants } from './index.ts'

const mutant = mutants.find(one => one.name === process.env['KOPPLA_MUTANT'])
if (mutant === undefined) throw new Error(`There is no mutant “${process.env['KOPPLA_MUTANT']}”.`)
const breakages = new Map(
  [mutant, mutant.also ?? mutant].map(one => [new URL(`../../../${one.file}`, import.meta.url).href, one]),
)

registerHooks({
  load(asked, context, next) {
    const loaded = next(asked, context)
    const breakage = breakages.get(asked)
    if (breakage === undefined) return loaded
    return {
      ...loaded,
      source: breakage.edits.reduce((source, edit) => apply(source, edit, asked), String(loaded.source)),
    }
  },
})

function apply(source: string, [from, to]: readonly [string, string], file: string): string {
  if (source.includes(from)) return source.replace(from, () => to)
  throw new Error(`The mutant cannot be made: ${file} does not say “${from}”.`)
}
