import { fortnox as connector } from '../../../connectors/fortnox/index.ts'
import type { RecordGarbage } from '../../../connectors/fortnox/practice-store/garbage.ts'
import { createPracticeStore } from '../../../connectors/fortnox/practice-store/index.ts'
import scenario from '../../../connectors/fortnox/practice-store/scenario.ts'
import { pictureFortnox } from '../../journey/fortnox/picture.ts'
import { pickBy } from '../random.ts'
import { makeMove, moveNames } from './fortnox-moves.ts'
import type { Shop, ShopKind } from './shop.ts'

/** A third of the companies are asked by others too, with the same client ID: what is left is less than we may ask. */
const shared = { requests: 8, windowMs: 5_000 }
const garbage = [
  ...['nothing', 'withoutNumber', 'wrongTypes', 'yearZero', 'notANumber', 'nulCharacters', 'missingKeys', 'nullLists'],
  ...['fatal', 'cutOff', 'silent', 'webPage', 'another', 'ghost'],
] as readonly RecordGarbage[]

export const fortnox: ShopKind = {
  moveNames,
  open({ store: size, seed }, clock): Shop {
    const { orders, products: articles, customers } = size
    const limit = seed % 3 === 0 && { limit: shared }
    const store = createPracticeStore({ orders, articles, customers, clock, seed, ...limit })
    const books = { silent: new Set<string>(), gone: new Set<string>() }
    const shop = { store, ...books }
    const { clientId: accessToken, clientSecret: secret } = store.apps.full
    const tenantId = String(store.state.tenantId)
    return {
      connector,
      books,
      answer: store.answer,
      credential: apiUrl => ({ apiUrl, accessToken, secret, tenantId }),
      facts: scenario.facts,
      picture: () => pictureFortnox(store.state),
      move: (name, lot) => makeMove(name, shop, lot),
      // It always tells Swedish time.
      changeZone: () => {},
      spoil: ({ a, b }) => {
        const order = pickBy(store.state.orders, a)
        if (order === undefined) return
        store.spoilRecord(`orders/${order.number}`, pickBy(garbage, b)!)
        books.silent.add(`orders ${order.number}`)
      },
      // No list of it leaves anything out.
      hide: () => {},
      heal: () => {
        const { records } = store.state.garbage
        const spoilt = [...records.keys()]
        records.clear()
        for (const path of spoilt) store.touchOrder(Number(path.split('/')[1]))
      },
      mayWait: () => false,
    }
  },
}
