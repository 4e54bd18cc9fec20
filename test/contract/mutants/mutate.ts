import type { AnyConnector, Http, Import, Page } from '../../../src/sdk/index.ts'
import { toyshop } from '../toyshop/index.ts'

/** A toyshop that is broken in one way, and the promise of the kit that must notice it. */
export interface Mutant {
  readonly connector: AnyConnector
  readonly caughtBy: RegExp
}

// biome-ignore lint/suspicious/noExplicitAny: a mutant may break any type
export type Anything = any
type Imports = Import<Anything, Anything, Anything, Anything, Anything>
type Change = (imports: Imports) => Partial<Record<keyof Imports, unknown>>

const [products, orders] = toyshop.entities

const changed = (entity: Anything, change: Change) => ({
  ...entity,
  import: { ...entity.import, ...change(entity.import) },
})

/** The other entity is left out: it has nothing to say. */
const only = (entity: Anything) => ({
  entities: [entity],
  checks: toyshop.checks.filter(check => check.entity === undefined || check.entity === entity.name),
})

export const breakProducts = (caughtBy: RegExp, change: Change): Mutant =>
  breakConnector(caughtBy, only(changed(products, change)))

export const breakOrders = (caughtBy: RegExp, change: Change): Mutant =>
  breakConnector(caughtBy, only(changed(orders, change)))

/** Orders whose lookup does something else. */
export function breakLookup(caughtBy: RegExp, change: (lookup: Anything) => object): Mutant {
  const notes = orders?.lookups?.['notes']
  return breakConnector(caughtBy, only({ ...orders, lookups: { notes: { ...notes, ...change(notes) } } }))
}

/** Orders that are summarised otherwise. */
export const breakSummaries = (caughtBy: RegExp, change: (summarise: Anything) => Anything): Mutant =>
  breakConnector(caughtBy, only({ ...orders, summarise: change(orders?.summarise) }))

/** Pages of products, each page changed or left out (null). */
export function breakPages(caughtBy: RegExp, change: (page: Page<Anything>) => Page<Anything> | null): Mutant {
  return breakProducts(caughtBy, imports => ({
    async *pages(client: Anything, window: Anything, from: Anything) {
      for await (const page of imports.pages(client, window, from)) {
        const other = change(page)
        if (other) yield other
      }
    },
  }))
}

export const breakConnector = (caughtBy: RegExp, change: object): Mutant => ({
  connector: { ...toyshop, ...change } as AnyConnector,
  caughtBy,
})

/** A client whose Http does something else. */
export const breakHttp = (
  caughtBy: RegExp,
  change: (http: Http, values: Anything, context: Anything) => Partial<Http>,
) =>
  breakConnector(caughtBy, {
    client: (values: Anything, facts: Anything, context: Anything) =>
      toyshop.client(values, facts, {
        ...context,
        http: { ...context.http, ...change(context.http, values, context) },
      }),
  })
