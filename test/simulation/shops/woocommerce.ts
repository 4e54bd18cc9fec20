import { woocommerce as connector } from '../../../connectors/woocommerce/index.ts'
import { openZone } from '../../../connectors/woocommerce/practice-store/dates.ts'
import type { RecordGarbage } from '../../../connectors/woocommerce/practice-store/garbage.ts'
import { createPracticeStore, type WooStore } from '../../../connectors/woocommerce/practice-store/index.ts'
import { makeScenario } from '../../../connectors/woocommerce/practice-store/scenario.ts'
import { pictureStore } from '../../journey/store-picture.ts'
import type { Difference } from '../check.ts'
import { pickBy } from '../random.ts'
import type { Shop, ShopKind } from './shop.ts'
import { makeMove, moveNames } from './woocommerce-moves.ts'

export const woocommerce: ShopKind = {
  moveNames,
  open({ store: size, seed }, clock): Shop {
    const version = size.old ? '8.1' : '10.5'
    const store = createPracticeStore({ ...size, version, clock, seed })
    stopSales(store)
    const books = { silent: new Set<string>(), gone: new Set<string>() }
    const { key: accessToken, secret } = store.keys.readWrite
    return {
      connector,
      books,
      answer: store.answer,
      credential: apiUrl => ({ apiUrl, accessToken, secret }),
      facts: baseUrl => ({
        ...makeScenario({ version }).facts(baseUrl),
        ...{ hasFulfillments: size.fulfillments, timeZone: size.timeZone },
      }),
      picture: () => pictureStore(store.state),
      move: (name, lot) => makeMove(name, { store, ...books }, lot),
      changeZone: zone => Object.assign(store.state, { zone: openZone(zone), revision: store.state.revision + 1 }),
      spoil: ({ a, b }) => {
        const row = pickBy(store.state.orders, a)
        if (row === undefined) return
        const kinds = ['nothing', 'missingKeys', 'notANumber', 'nulCharacters', 'yearZero'] as RecordGarbage[]
        const kind = pickBy(kinds, b)!
        store.spoilRecord('orders', row.id, kind)
        if (kind === 'nothing') books.silent.add('nameless')
        books.silent.add(`orders ${row.id}`).add(`parcels ${row.id}`)
      },
      hide: ({ a, b }) => {
        const rows = store.state.orders
        const first = Math.floor(a * rows.length)
        const hidden = new Set(rows.slice(first, first + 1 + Math.floor(b * 20)).map(row => row.id))
        for (const id of hidden) for (const name of ['orders', 'parcels']) books.silent.add(`${name} ${id}`)
        store.state.hiddenAfterLimit = (id, list) => list === 'orders' && hidden.has(id)
      },
      heal: () => {
        store.state.hiddenAfterLimit = () => false
        const spoilt = [...store.state.garbage.records.keys()]
        store.state.garbage.records.clear()
        for (const key of spoilt) store.editOrder(Number(key.split('/')[1]))
      },
      mayWait: one => mayWait(one, books.silent),
    }
  },
}

/** A price that changes by the calendar alone is derived when it is read. */
export function stopSales({ state }: Pick<WooStore, 'state'>): void {
  for (const one of [...state.products, ...state.variations]) one.saleFrom = one.saleTo = null
}

/**
 * A parcel or variation of what is gone for good; and a parcel that was taken away, where a record without an id was on
 * the page: that may be any of ours, so what is left out of such a page is not taken for gone before the next sweep.
 */
function mayWait({ entity, id, ours, theirs }: Difference, silent: ReadonlySet<string>): boolean {
  if (entity === 'stock') return theirs === undefined && silent.has(`products ${Object(ours)['product']}`)
  if (entity !== 'shipments') return false
  return silent.has(`parcels ${id.split(':')[0]}`) || (theirs === undefined && silent.has('nameless'))
}
