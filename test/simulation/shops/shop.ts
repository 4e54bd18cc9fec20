// What the simulation asks of a shop, whatever system it runs on.
import type { AnyConnector, StoreFacts } from '../../../src/sdk/index.ts'
import type { Answer, Asked, PracticeClock } from '../../../src/sdk/testing/index.ts'
import type { Picture } from '../../journey/store-picture.ts'
import type { Difference } from '../check.ts'
import type { Story } from '../story.ts'

/** What a shopkeeper leaves to be known of what was done. */
export interface Books {
  /** What no modification time tells of: only a reconcile must find it. Keys are `entity id`. */
  readonly silent: Set<string>
  /** What ever was in the trash, or deleted for good. Keys are `orders id`, `products id` and what the moves of a shop add. */
  readonly gone: Set<string>
}

/** Two numbers from 0 to 1: which record, how much. */
export interface Lot {
  readonly a: number
  readonly b: number
}

export interface Shop {
  readonly connector: AnyConnector
  readonly books: Books
  readonly answer: (asked: Asked) => Answer | Promise<Answer>
  readonly credential: (baseUrl: string) => Readonly<Record<string, string>>
  readonly facts: (baseUrl: string) => StoreFacts & Readonly<Record<string, unknown>>
  /** What Koppla must show in the end. */
  readonly picture: () => Picture
  /** How many records were changed. */
  readonly move: (name: string, lot: Lot) => number
  readonly changeZone: (zone: string) => void
  /** One order is stored so that it cannot be understood; some are left out of the lists. */
  readonly spoil: (lot: Lot) => void
  readonly hide: (lot: Lot) => void
  /** Everything that can be put right again is: what was spoilt is saved anew. */
  readonly heal: () => void
  /** Whether a difference may stay until the next reconcile, beside what is silent. */
  readonly mayWait: (one: Difference) => boolean
}

export interface ShopKind {
  readonly moveNames: readonly string[]
  readonly open: (story: Story, clock: PracticeClock) => Shop
}
