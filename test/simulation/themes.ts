import { faultNames } from './faults.ts'
import type { Dice } from './random.ts'

/**
 * What goes together when records are lost: moves and faults that are dangerous at the same time, and so many that dice
 * which favour nothing would hardly ever throw them together. A theme raises the odds; it stages nothing.
 */
const themes: Readonly<Record<string, readonly string[]>> = {
  /** A process stands still in the middle of a page, and goes on when another has done its work. */
  asleep: ['suspended', 'takenForDead', 'bulkEdit', 'editOrder', 'editProduct', 'setStock', 'restart'],
  clocks: ['storeClockJump', 'ourClockJump', 'noDate', 'createOrder', 'editOrder', 'editProduct'],
  /** What a reconcile goes by is broken off, or does not show everything. */
  sweeps: ['runAsked', 'runAsked', 'unauthorized', 'firewall', 'htmlWith200', 'hiddenRows', 'deleteOrder', 'bulkEdit'],
  /** Rows leave a list while it is read. */
  leaving: ['purge', 'trashOrder', 'deleteOrder', 'trashProduct', 'removeParcel', 'killAtRequest', 'restart'],
  /** Records are written, and the page that wrote them is not, or the other way round. */
  writing: [
    'kill',
    'killAfter',
    'databaseLost',
    'databaseLostAfter',
    'diskFull',
    'commitKilled',
    'commitLost',
    'bulkEdit',
  ],
  /** Lists that show less, or more, than they count. */
  hiding: ['hiddenRows', 'hiddenRows', 'totalTooLow', 'totalTooHigh', 'rowTwice', 'bulkEdit'],
  /** What bumps no modification time. */
  silence: [
    ...['addRefund', 'deleteRefund', 'stockPlugin', 'weighVariation', 'deleteCustomer', 'spoiltRecord'],
    ...['addComment', 'addTracking', 'setSpecialPrice', 'setPrice', 'editAddress', 'massUpdate', 'assignCategory'],
  ],
  /** A window is left half read for long, while what was read of it goes on changing. */
  halves: ['restart', 'kill', 'firewall', 'killAtRequest', 'unauthorized', 'bulkEdit', 'editOrder'],
  /** Much is gone at once, and is found to be. */
  cleaning: ['purge', 'runAsked', 'deleteOrder', 'deleteProduct', 'removeVariation', 'removeParcel'],
  lateness: ['lateCommit', 'lateEdit', 'slowAnswer', 'scheduleEdited', 'cached'],
}

/** What a story is full of: nothing, a theme, or a few moves and faults as they come. */
export function pickFavourites(dice: Dice, moveNames: readonly string[]): readonly string[] {
  if (dice.chance(0.3)) return []
  if (dice.chance(0.6)) return dice.pick(Object.values(themes))
  return [0, 1, 2, 3, 4].map(() => dice.pick(dice.chance(0.5) ? moveNames : faultNames))
}

export function favouritesOf(theme: string): readonly string[] {
  const names = themes[theme]
  if (names !== undefined) return names
  throw new Error(`There is no theme “${theme}”. There are: ${Object.keys(themes).join(', ')}.`)
}

/** One of the names; of the favourites among them more often than not. */
export function pickName(dice: Dice, names: readonly string[], favourites: readonly string[]): string {
  const liked = favourites.filter(one => names.includes(one))
  return dice.pick(liked.length > 0 && dice.chance(0.65) ? liked : names)
}
