import type { Kind } from '../bench/database.ts'
import type { KopplaProcess } from '../journey/process.ts'
import type { Dice } from '../simulation/random.ts'
import type { Erp } from './erp.ts'
import type { Figures } from './figures.ts'
import type { Shop } from './shops.ts'

/** What all lives of the server share. */
export interface Scene {
  readonly kind: Kind
  readonly database: { readonly dir: string; readonly url?: string }
  readonly environment: Readonly<Record<string, string>>
  readonly shops: readonly Shop[]
  readonly dice: Dice
  readonly erp: Erp
  readonly figures: Figures
  /** The processes that have not ended. */
  readonly lives: Set<KopplaProcess>
  readonly tell: (words: string) => void
  /** Of the admin, once a first start has shown it. */
  key: string | undefined
}
