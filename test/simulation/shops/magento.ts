import { Facts } from '../../../connectors/magento/facts.ts'
import { magento as connector } from '../../../connectors/magento/index.ts'
import type { RecordGarbage } from '../../../connectors/magento/practice-store/garbage.ts'
import { createPracticeStore } from '../../../connectors/magento/practice-store/index.ts'
import { makeScenario } from '../../../connectors/magento/practice-store/scenario.ts'
import type { Scenario } from '../../../src/sdk/testing/index.ts'
import { pictureMagento } from '../../journey/magento/picture.ts'
import { pickBy } from '../random.ts'
import { hushOrder, makeMove, moveNames } from './magento-moves.ts'
import type { Shop, ShopKind } from './shop.ts'

const elsewhere = 'Pacific/Auckland'

function zonedFacts(facts: ReturnType<Scenario['facts']>, timeZone: string, abroad: string) {
  const storeViews = Facts.parse(facts).storeViews.map(view => ({
    ...view,
    timeZone: view.id === 2 ? abroad : timeZone,
  }))
  return { ...facts, timeZone, storeViews }
}

export const magento: ShopKind = {
  moveNames,
  open({ store: size, seed }, clock): Shop {
    const { orders, products, customers, timeZone } = size
    const kind = { version: size.old ? '2.4.7' : '2.4.8', inventory: seed % 3 > 0 } as const
    // Its second store view sells in euros, by a calendar of its own.
    const abroad = { timeZone: timeZone === elsewhere ? 'Europe/Stockholm' : elsewhere }
    const store = createPracticeStore({ ...kind, orders, products, customers, timeZone, abroad, clock, seed })
    const { state } = store
    const books = { silent: new Set<string>(), gone: new Set<string>() }
    const shop = { store, ...books }
    const { consumerKey, consumerSecret, accessToken, accessTokenSecret: secret } = store.integrations.full
    const keys = { way: 'oauth', storeView: 'all', consumerKey, consumerSecret, accessToken, secret }
    return {
      connector,
      books,
      answer: store.answer,
      credential: apiUrl => ({ apiUrl, ...keys }),
      facts: baseUrl => zonedFacts(makeScenario(kind).facts(baseUrl), timeZone, abroad.timeZone),
      picture: () => pictureMagento(state),
      move: (name, lot) => makeMove(name, shop, lot),
      // It tells no time in its own zone.
      changeZone: () => {},
      spoil: ({ a, b }) => {
        const row = pickBy(state.orders, a)
        if (row === undefined) return
        const kinds = [
          ...['nothing', 'withoutId', 'wrongTypes', 'missingKeys', 'notANumber', 'nulCharacters', 'yearZero'],
          ...['fatal', 'cutOff'],
        ]
        store.spoilRecord('orders', row.id, pickBy(kinds as RecordGarbage[], b)!)
        hushOrder(shop, row)
      },
      hide: ({ a, b }) => {
        const first = Math.floor(a * state.orders.length)
        const rows = state.orders.slice(first, first + 1 + Math.floor(b * 20))
        const hidden = new Set<unknown>(rows.map(row => row.id))
        for (const row of rows) hushOrder(shop, row)
        state.hiddenAfterLimit = (id, list) => list === 'orders' && hidden.has(id)
      },
      heal: () => {
        state.hiddenAfterLimit = () => false
        const spoilt = [...state.garbage.records.keys()]
        state.garbage.records.clear()
        for (const key of spoilt) store.editOrder(Number(key.split('/')[1]))
      },
      mayWait: () => false,
    }
  },
}
