// Practice stores whose shopkeepers never rest.
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningStore, startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import type { Api } from '../journey/api.ts'
import { connect, entities } from '../journey/shop.ts'
import type { Dice } from '../simulation/random.ts'
import { stopSales } from '../simulation/shops/woocommerce.ts'
import { makeMove, moveNames } from '../simulation/shops/woocommerce-moves.ts'

export interface Shop extends RunningStore {
  readonly name: string
  /** Empty until it is connected. */
  connectionId: string
}

export interface Size {
  readonly shops: number
  /** In each of them, at the beginning. */
  readonly orders: number
  readonly seed: number
}

export async function openShops({ shops, orders, seed }: Size): Promise<Shop[]> {
  const versions = ['10.5', '8.1'] as const
  return Promise.all(
    Array.from({ length: shops }, async (_, n) => {
      const size = { orders, products: 24, customers: 12, fulfillments: n % 2 === 0 }
      const shop = await startPracticeWooCommerce({ ...size, seed: seed + n, version: versions[n % 2]! })
      stopSales(shop.store)
      return { ...shop, name: `Shop ${n + 1}`, connectionId: '' }
    }),
  )
}

/** Verified, saved, every schedule active and due each minute, and all of it imported once. */
export async function connectAll(api: Api, shops: readonly Shop[]): Promise<void> {
  for (const shop of shops) {
    shop.connectionId = await connect(api, shop, { name: shop.name, importNow: entities })
    for (const entity of entities) {
      const schedule = `/connections/${shop.connectionId}/schedules/${entity}`
      await api.get(`PUT ${schedule}`, { preset: { kind: 'minutes', every: 1 } })
      await api.get(`POST ${schedule}/activate`, {})
    }
  }
}

export interface Trade {
  /** How many records were changed. */
  stop(): Promise<number>
}

/** Not the emptying of half a shop: a shop that grows has more to lose. */
const trades = moveNames.filter(name => name !== 'purge')

/** Every so often something happens in one of the shops. */
export function trade(shops: readonly Shop[], dice: Dice, everyMs: number): Trade {
  const silent = new Set<string>()
  const gone = new Set<string>()
  let open = true
  let edits = 0
  const keeping = (async () => {
    while (open) {
      const { store } = dice.pick(shops)
      edits += makeMove(dice.pick(trades), { store, silent, gone }, { a: dice.next(), b: dice.next() })
      await sleep(everyMs * 2 * dice.next())
    }
  })()
  return {
    async stop() {
      open = false
      await keeping
      return edits
    },
  }
}

export const requestsTo = (shops: readonly Shop[]): number =>
  shops.reduce((sum, { server }) => sum + server.askedCount, 0)

export const busyAt = (shops: readonly Shop[]): number => shops.reduce((sum, { server }) => sum + server.busy, 0)
