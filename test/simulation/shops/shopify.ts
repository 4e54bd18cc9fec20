import { shopify as connector } from '../../../connectors/shopify/index.ts'
import { createPracticeStore } from '../../../connectors/shopify/practice-store/index.ts'
import scenario from '../../../connectors/shopify/practice-store/scenario.ts'
import { pictureShopify } from '../../journey/shopify/picture.ts'
import { pickBy } from '../random.ts'
import type { Shop, ShopKind } from './shop.ts'
import { hushOrder, makeMove, moveNames } from './shopify-moves.ts'

/** Points are proved elsewhere: here time is not what is asked about. */
const limit = { maximumAvailable: 2_000, restoreRate: 1_000_000 }
const garbage = ['fails', 'takesTooLong', 'emptied', 'nulCharacters'] as const
/** Half of the shops have an index that learns late, and all of them within the overlap. */
const indexLagMs = 90_000

/** A third of the shops have more customers than fit on a page: they are read in bulk. */
const enoughForBulk = 130

export const shopify: ShopKind = {
  moveNames,
  open({ store: size, seed }, clock): Shop {
    const { orders, products, timeZone } = size
    const customers = seed % 3 === 0 ? Math.max(size.customers, enoughForBulk) : size.customers
    const store = createPracticeStore({ orders, products, customers, timeZone, clock, seed, limit })
    store.state.indexLagMs = seed % 2 === 0 ? indexLagMs : 0
    const books = { silent: new Set<string>(), gone: new Set<string>() }
    const shop = { store, ...books }
    const { clientId, clientSecret } = store.apps.full
    return {
      connector,
      books,
      answer: store.answer,
      credential: apiUrl => ({ apiUrl, way: 'app', accessToken: clientId ?? '', secret: clientSecret ?? '' }),
      facts: baseUrl => ({ ...scenario.facts(baseUrl), timeZone }),
      picture: () => pictureShopify(store.state),
      move: (name, lot) => makeMove(name, shop, lot),
      // It tells no time in its own zone.
      changeZone: () => {},
      spoil: ({ a, b }) => {
        const row = pickBy(store.state.orders, a)
        if (row === undefined) return
        store.spoilRecord(`gid://shopify/Order/${row.id}`, pickBy(garbage, b)!)
        hushOrder(shop, row)
      },
      // No list of it leaves anything out.
      hide: () => {},
      heal: () => {
        const spoilt = [...store.state.garbage.keys()]
        store.state.garbage.clear()
        for (const id of spoilt) store.touchOrder(Number(id.split('/').at(-1)))
      },
      mayWait: () => false,
    }
  },
}
