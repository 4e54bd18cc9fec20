import { type Dice, takeDice } from '../../../src/sdk/testing/index.ts'
import { makePerson } from './people.ts'
import type { Order, OrderContent, OrderLine, Product, State } from './state.ts'

/** What was ordered depends on the seed and the order's number alone, and on what was for sale at first. */
export function composeOrder(state: State, order: Order): OrderContent {
  const dice = takeDice(state.seed, 'order', order.number)
  const pos = order.source === 'pos'
  const person = pos ? null : makePerson(state, 'order', order.number)
  const discountCode = dice.chance(0.15) ? 'HÖST10' : null
  const lines = Array.from({ length: lineCount(order, dice) }, (_, n) =>
    composeLine(state, { dice, id: order.id + 1 + n, discounted: discountCode !== null }),
  )
  const shipping = pos ? null : { id: order.id + 500, title: 'PostNord MyPack', price: dice.pick([0, 4_900, 9_900]) }
  return {
    ...{ lines: [...lines, ...order.added], shipping, discountCode },
    tip: dice.chance(0.05) ? 2_000 : 0,
    duties: order.presentment.currency === 'SEK' ? 0 : 1_250,
    cashRounding: pos ? [0, 40, -30][dice.roll(3)]! : 0,
    ...{ billing: person, delivery: person },
    note: dice.chance(0.1) ? 'Ring på dörren 🔔' : null,
  }
}

/** Every fiftieth order is a long one: its lines do not fit on the page that it comes on. */
const lineCount = ({ number }: Order, dice: Dice): number => (number % 50 === 0 ? 45 : 1 + dice.roll(4))

interface LineWanted {
  readonly dice: Dice
  readonly id: number
  readonly discounted: boolean
}

function composeLine(state: State, { dice, id, discounted }: LineWanted): OrderLine {
  const quantity = 1 + dice.roll(3)
  // A custom line, as from a draft order, or of a product that is no more.
  if (state.goods.length === 0 || dice.chance(0.04)) return customLine(id, quantity)
  const { product, variant } = pickVariant(state, dice)
  return {
    ...{ id, title: product.title, quantity, price: variant.price, sku: variant.sku, taxRate: 25 },
    ...{ productId: product.id, variantId: variant.id },
    variantTitle: product.optionNames.length > 0 ? variant.options.join(' / ') : null,
    discount: discounted ? Math.round((variant.price * quantity) / 10) : 0,
  }
}

const customLine = (id: number, quantity: number): OrderLine => ({
  ...{ id, title: 'Specialarbete', variantTitle: null, sku: null, productId: null, variantId: null },
  ...{ quantity, price: 19_950, discount: 0, taxRate: 12 },
})

/** As the goods were when the shop was seeded. */
function pickVariant({ goods }: State, dice: Dice) {
  const product: Product = dice.pick(goods)
  return { product, variant: dice.pick(product.variants) }
}
