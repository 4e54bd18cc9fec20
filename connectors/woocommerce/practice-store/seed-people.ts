import { takeDice } from '../../../src/sdk/testing/index.ts'
import { addressOfCustomer } from './compose-order.ts'
import type { Customer, Instant, State } from './state.ts'

const DAY_MS = 86_400_000

/** The first users are staff; then customers. Every third was never saved by WooCommerce and has no modified date. */
export function seedPeople(state: State, count: number): void {
  const now = state.openedAt
  for (const role of ['administrator', 'shop_manager', 'editor', 'subscriber']) {
    state.customers.push(makePerson(state, { username: role, role, created: now - 400 * DAY_MS }))
  }
  for (let n = 0; n < count; n++) {
    const dice = takeDice(state.seed, 'customer', n)
    const created = now - dice.roll(380 * 86_400) * 1000
    const person = makePerson(state, { username: `kund${state.nextCustomerId}`, role: 'customer', created })
    person.paying = dice.chance(0.66)
    person.modified = n % 3 === 0 ? null : Math.min(now - 60_000, created + dice.roll(50) * DAY_MS)
    state.customers.push(person)
  }
}

export function makePerson(state: State, given: { username: string; role: string; created: Instant }): Customer {
  const id = state.nextCustomerId++
  const billing = addressOfCustomer(state.seed, id)
  return {
    ...given,
    id,
    email: billing.email!,
    firstName: billing.first_name,
    lastName: billing.last_name,
    billing,
    paying: false,
    modified: null,
  }
}
