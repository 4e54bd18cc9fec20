import type { z } from 'zod'
import type { Authorization } from './authorization.ts'
import type { EntityName } from './canonical/index.ts'
import type { Check } from './checks.ts'
import type { Context } from './context.ts'
import type { Entity } from './entity.ts'
import type { StoreFacts } from './facts.ts'
import type { Fields, Values } from './fields.ts'
import type { Words } from './words/phrases.ts'

export interface RateLimit {
  /** Requests under way at once. It adapts downward when the store slows or refuses, and back up when it recovers. */
  readonly concurrency: number
  /** A hard budget, where the system has one: at most `requests` in any `perSeconds`. */
  readonly requests?: number
  readonly perSeconds?: number
}

/** The other system's clock as one small uncached answer tells it. `at` is null where it does not. */
export interface Clock {
  readonly at: string | null
}

export interface Connector<F extends Fields = Fields, Facts extends StoreFacts = StoreFacts, Client = unknown> {
  /** Lower-case kebab: `woocommerce`. */
  readonly id: string
  readonly name: string
  readonly apiVersion: string
  readonly docsUrl: string
  readonly fields: F
  /** Absent: every value is copied by hand. */
  readonly authorization?: Authorization<F>
  /** What verification finds and a connection remembers (zone, transport …). */
  readonly facts: z.ZodType<Facts>
  readonly rateLimit: RateLimit
  /** `facts` is partial only while checks run; a saved connection always has them all. */
  readonly client: (values: Values<F>, facts: Partial<Facts>, context: Context) => Client
  readonly checks: ReadonlyArray<Check<Values<F>, Facts, Client>>
  readonly clock: (client: Client) => Promise<Clock>
  readonly entities: ReadonlyArray<Entity<Client, Facts>>
  /** Where a person sees a record in the system's own back office; null: it has no page. Pure. Absent: nothing has one. */
  readonly pageOf?: (entity: EntityName, externalId: string, facts: Facts) => string | null
  /** What its fields, checks, errors and entities say, in other languages. What is absent is said in English. */
  readonly words?: Words
}

/** A connector with its private types forgotten: what the registry holds and the core handles. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds connectors of every shape
export type AnyConnector = Connector<any, any, any>

/** Every connector by its id. The core receives it as an argument and never imports one. */
export type Registry = ReadonlyMap<string, AnyConnector>

export function defineConnector<const F extends Fields, Facts extends StoreFacts, Client>(
  definition: Connector<F, Facts, Client>,
): Connector<F, Facts, Client> {
  return definition
}
