import { magento as connector } from '../../../connectors/magento/index.ts'
import type { RecordGarbage } from '../../../connectors/magento/practice-store/garbage.ts'
import { createPracticeStore } from '../../../connectors/magento/practice-store/index.ts'
import { makeScenario } from '../../../connectors/magento/practice-store/scenario.ts'
import { pictureMagento } from '../../journey/magento/picture.ts'
import { pickBy } from '../random.ts'
import { hushOrder, makeMove, moveNames } from './magento-moves.ts'
import type { Shop, ShopKind } from './shop.ts'

export const magento: ShopKind = {
  moveNames,
  open({ store: size, seed }, clock): Shop {
    const { orders, products, customers, timeZone } = size
    const kind = { version: size.old ? '2.4.7' : '2.4.8', inventory: seed % 3 > 0 } as const
    const store = createPracticeStore({ ...kind, orders, products, customers, timeZone, clock, seed })
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
      facts: baseUrl => ({ ...makeScenario(kind).facts(baseUrl), timeZone }),
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
