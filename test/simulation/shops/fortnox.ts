import { fortnox as connector } from '../../../connectors/fortnox/index.ts'
import { createPracticeStore } from '../../../connectors/fortnox/practice-store/index.ts'
import scenario from '../../../connectors/fortnox/practice-store/scenario.ts'
import { pictureFortnox } from '../../journey/fortnox/picture.ts'
import { makeMove, moveNames } from './fortnox-moves.ts'
import type { Shop, ShopKind } from './shop.ts'

export const fortnox: ShopKind = {
  moveNames,
  open({ store: size, seed }, clock): Shop {
    const { orders, products: articles, customers } = size
    const store = createPracticeStore({ orders, articles, customers, clock, seed })
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
      spoil: () => {},
      // No list of it leaves anything out.
      hide: () => {},
      heal: () => {},
      mayWait: () => false,
    }
  },
}
