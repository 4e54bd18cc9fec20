import { cities, firstNames, lastNames, takeDice } from '../../../src/sdk/testing/index.ts'
import type { Person, State } from './state.ts'

/** The same seed makes the same person. */
export function makePerson({ seed }: Pick<State, 'seed'>, ...of: readonly (string | number)[]): Person {
  const dice = takeDice(seed, 'person', ...of)
  const [city, zip, country] = dice.pick(cities)
  return {
    ...{ firstName: dice.pick(firstNames), lastName: dice.pick(lastNames), city, zip, country },
    address1: `Storgatan ${1 + dice.roll(98)}`,
    company: dice.chance(0.2) ? 'Åkeri & Söner AB' : null,
    phone: dice.chance(0.8) ? `+4640${100_000 + dice.roll(900_000)}` : null,
  }
}
