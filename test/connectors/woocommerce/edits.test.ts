import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { WooStore } from '../../../connectors/woocommerce/practice-store/index.ts'
import type { EntityName, Window } from '../../../src/sdk/index.ts'
import { living, type Mapped, type Practised, practise, versions } from './practised.ts'

type Edit = (store: WooStore, dice: number) => unknown

const pick = <T>(items: readonly T[], dice: number): T | undefined => items[dice % Math.max(1, items.length)]

const orderEdits: readonly Edit[] = [
  ({ state, ...store }, dice) => store.trashOrder(pick(state.orders, dice)?.id ?? 0),
  ({ state, ...store }, dice) => store.restoreOrder(pick(state.orders, dice)?.id ?? 0),
  ({ state, ...store }, dice) => store.deleteOrder(pick(state.orders, dice)?.id ?? 0, true),
  ({ state, ...store }, dice) => store.editOrder(pick(state.orders, dice)?.id ?? 0),
  ({ state, ...store }, dice) => store.setStatus(pick(state.orders, dice)?.id ?? 0, 'completed'),
  ({ state, ...store }, dice) => store.addRefund(pick(state.orders, dice)?.id ?? 0, { amount: 100 }),
  ({ state, ...store }, dice) =>
    store.deleteRefund(
      pick(
        state.orders.filter(row => row.refunds.length > 0),
        dice,
      )?.id ?? 0,
    ),
  store => store.createOrder(),
  store => store.lateCommit(),
]

const productEdits: readonly Edit[] = [
  ({ state, ...store }, dice) => store.trashProduct(pick(state.products, dice)?.id ?? 0),
  ({ state, ...store }, dice) => store.restoreProduct(pick(state.products, dice)?.id ?? 0),
  ({ state, ...store }, dice) => store.deleteProduct(pick(state.products, dice)?.id ?? 0),
  ({ state, ...store }, dice) => store.editProduct(pick(state.products, dice)?.id ?? 0, { name: `Nytt namn ${dice}` }),
  ({ state, ...store }, dice) => store.setStock(pick(state.variations, dice)?.id ?? 0, dice),
  ({ state, ...store }, dice) => store.editVariation(pick(state.variations, dice)?.id ?? 0, { sku: `NY-${dice}` }),
  ({ state, ...store }, dice) => store.removeVariation(pick(state.variations, dice)?.id ?? 0),
  ({ state, ...store }, dice) =>
    store.addVariation(
      pick(
        state.products.filter(({ type }) => type === 'variable'),
        dice,
      )?.id ?? 0,
    ),
  store => store.createProduct(),
]

interface Kept {
  readonly record: Mapped
  readonly mark: string
}

/** Records as the core keeps them: upserted by page, with the mark that a sweep compares. */
class Keeper {
  readonly kept = new Map<string, Kept>()
  readonly practised: Practised
  readonly name: EntityName
  constructor(practised: Practised, name: EntityName) {
    this.practised = practised
    this.name = name
  }

  keep(raws: readonly unknown[]): void {
    const imports = this.practised.importOf(this.name)
    for (const raw of raws) {
      const record = this.practised.toRecord(this.name, raw)
      if (record !== null)
        this.kept.set(record.externalId, { record, mark: imports.fingerprint!(imports.raw.parse(raw)) })
    }
  }

  async read(window: Window): Promise<void> {
    const imports = this.practised.importOf(this.name)
    for await (const page of imports.pages(this.practised.client, window, null)) this.keep(page.records)
  }

  async reconcile(): Promise<void> {
    const { client, importOf, everything } = this.practised
    const imports = importOf(this.name)
    const marks = new Map<string, string>()
    for await (const part of imports.sweep!(client, everything(), null))
      for (const { externalId, fingerprint } of part.marks) marks.set(externalId, fingerprint)
    const missing = [...this.kept.keys()].filter(id => !marks.has(id))
    const differing = [...marks].filter(([id, mark]) => this.kept.get(id)?.mark !== mark).map(([id]) => id)
    const found = await imports.fetch(client, [...missing, ...differing])
    for (const id of missing) this.kept.delete(id)
    this.keep(found)
  }

  living(): Map<string, Mapped> {
    return living(new Map([...this.kept].map(([id, { record }]) => [id, record])))
  }
}

/** An order line's sku, product and variation are today's: what was read first stays, so they are not compared. */
function told(records: ReadonlyMap<string, Mapped>): Record<string, unknown> {
  const plain = [...records].map(([id, record]) => {
    const lines = record.lines?.map(({ sku, productExternalId, variantExternalId, ...line }: Mapped) => line)
    return [id, { ...record, ...(lines && { lines }) }] as const
  })
  return Object.fromEntries(plain.sort(([one], [other]) => Number(one) - Number(other)))
}

async function endsAtTheTruth(
  practised: Practised,
  name: EntityName,
  script: readonly (readonly Edit[])[],
  dice: number,
) {
  const { store, meanwhile, everything } = practised
  let request = 0
  meanwhile.happens = () => {
    for (const [at, edit] of (script[request] ?? []).entries()) edit(store, dice * (request + 1) + at * 37)
    request += 1
  }
  const ours = new Keeper(practised, name)
  const first = everything()
  await ours.read(first)
  const since = new Date(Date.parse(first.until) - 300_000).toISOString()
  await ours.read({ ...everything(), since })
  meanwhile.happens = () => {}
  await ours.read({ ...everything(), since })
  await ours.reconcile()
  const theirs = new Keeper(practised, name)
  await theirs.read(everything())
  return { ours: told(ours.living()), theirs: told(theirs.living()) }
}

for (const version of versions) {
  for (const [name, edits, size] of [
    ['orders', orderEdits, { orders: 260, products: 20 }],
    ['products', productEdits, { orders: 10, products: 220 }],
  ] as const) {
    t.test(
      `${version}: whatever is edited while ${name} are read, a quiet window and a reconcile end at the truth`,
      async t => {
        const script = fc.array(fc.array(fc.constantFrom(...edits), { maxLength: 12 }), { minLength: 6, maxLength: 14 })
        const property = fc.asyncProperty(script, fc.nat(997), async (script, dice) => {
          const practised = await practise(t, { version, ...size, seed: dice })
          const { ours, theirs } = await endsAtTheTruth(practised, name, script, dice)
          await practised.server.close()
          assert.deepStrictEqual(ours, theirs)
        })
        await t.resolves(fc.assert(property, { numRuns: 4, endOnFailure: true }), 'so it was')
      },
    )
  }
}
