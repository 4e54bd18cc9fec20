// What the books have, as the practice company keeps them. Money is in öre.
import { balancesOf } from '../../../connectors/fortnox/practice-store/balances.ts'
import type { Account, State } from '../../../connectors/fortnox/practice-store/state.ts'
import { byId, type Picture } from '../store-picture.ts'

/** An account is of one year, and another one of the same number in the next. */
export const pictureAccounts = (state: State): Picture[string] =>
  byId(
    state.accounts,
    ({ yearId, number }) => `${yearId}/${number}`,
    one => showAccount(state, one),
  )

function showAccount(state: State, { yearId, number, description, active, sru, vatCode }: Account): object {
  const { from, to } = state.years.find(({ id }) => id === yearId)!
  const balance = balancesOf(state, yearId).get(number)!
  return {
    year: [String(yearId), from, to],
    ...{ number: String(number), description, active, codes: [sru === 0 ? null : String(sru), vatCode || null] },
    balances: [balance.in, balance.out],
    currency: 'SEK',
    times: [null, null],
  }
}
