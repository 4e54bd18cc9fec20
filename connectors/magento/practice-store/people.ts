import { cities, firstNames, lastNames, takeDice } from '../../../src/sdk/testing/index.ts'
import type { Address, Customer, Instant, State } from './state.ts'

interface Wanted {
  readonly id: number
  readonly seed: readonly (string | number)[]
  readonly company: boolean
}

export function addressOf({ seed }: Pick<State, 'seed'>, wanted: Wanted): Address {
  const dice = takeDice(seed, ...wanted.seed)
  const [city, postcode, country] = dice.pick(cities)
  return {
    ...{ id: wanted.id, firstName: dice.pick(firstNames), lastName: dice.pick(lastNames) },
    ...{ city, postcode, country, phone: `+46 40 ${100_000 + dice.roll(900_000)}` },
    street: [`Storgatan ${1 + dice.roll(98)}`, ...(dice.chance(0.3) ? ['lgh 1102'] : [])],
    company: wanted.company ? 'Åkeri & Söner AB' : null,
    vatId: wanted.company ? 'SE556677889901' : null,
  }
}

export function nameFrom(state: Pick<State, 'seed'>, seed: Wanted['seed']): { firstName: string; lastName: string } {
  const { firstName, lastName } = addressOf(state, { id: 0, seed, company: false })
  return { firstName, lastName }
}

export function makeCustomer(state: State, created: Instant): Customer {
  const id = state.next.customer++
  const company = id % 5 === 0
  const address = addressOf(state, { id: state.next.address++, seed: ['customer', id], company })
  return {
    ...{ id, email: `kund${id}@example.test`, firstName: address.firstName, lastName: address.lastName },
    ...{ taxvat: address.vatId, groupId: company ? 2 : 1, storeId: id % 7 === 0 ? 2 : 1 },
    // Every sixth has never typed an address.
    addresses: id % 6 === 0 ? [] : [address],
    ...{ created, updated: created },
  }
}
