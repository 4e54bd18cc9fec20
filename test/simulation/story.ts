// What happens in one episode, told before it begins: the same seed tells the same story, and any part of it can be left out.
import { faultNames } from './faults.ts'
import { type Dice, rollDice } from './random.ts'
import { kindOf } from './shops/index.ts'
import { favouritesOf, pickFavourites, pickName } from './themes.ts'

/** Something that happens when so many steps of a round have been made; what comes too late happens at its end. */
export interface Happening {
  readonly at: number
  readonly what: string
  /** From 0 to 1: which record, how much, how often. */
  readonly a: number
  readonly b: number
}

/** Time passes, what is due is run, and meanwhile things happen. */
export interface Round {
  readonly minutes: number
  readonly happenings: readonly Happening[]
}

export interface Story {
  readonly seed: number
  readonly edits: number
  readonly theme: string | undefined
  /** What the shop runs on. */
  readonly system: string
  readonly store: {
    /** The older of the two releases that there are. */
    readonly old: boolean
    readonly orders: number
    readonly products: number
    readonly customers: number
    readonly timeZone: string
    readonly fulfillments: boolean
  }
  /** Epoch milliseconds: often the evening before a night in which clocks are changed. */
  readonly startsAt: number
  /** Everything is imported in the first round, while the shop is at its busiest; else when its schedule says. */
  readonly dueAtOnce: boolean
  readonly rounds: readonly Round[]
}

const zones = ['Europe/Stockholm', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC', '-03:00']
/** Nights of 2031 in which clocks are changed, in Europe and in America, and two in which none is. */
const evenings = [
  '2031-03-29T21:00Z',
  '2031-10-25T21:00Z',
  '2031-11-01T23:00Z',
  '2031-06-03T08:00Z',
  '2031-12-31T22:00Z',
]

export interface Telling {
  /** What it is about; else the seed says. */
  readonly theme?: string | undefined
  /** Default: WooCommerce. */
  readonly system?: string
}

/** `edits`: how many moves of the shopkeeper, at least. */
export function tellStory(seed: number, edits: number, { theme, system = 'woocommerce' }: Telling = {}): Story {
  const dice = rollDice(seed)
  const old = dice.chance(0.35)
  const { moveNames } = kindOf(system)
  const store = {
    old,
    orders: 40 + dice.roll(280),
    products: 6 + dice.roll(30),
    customers: 3 + dice.roll(25),
    timeZone: dice.pick(zones),
    fulfillments: !old && dice.chance(0.5),
  } as const
  const favourites = theme === undefined ? pickFavourites(dice, moveNames) : favouritesOf(theme)
  const startsAt = Date.parse(dice.pick(evenings)) + dice.roll(3_600_000)
  const dueAtOnce = dice.chance(0.7)
  const rounds: Round[] = []
  for (let left = edits; left > 0; ) {
    const round = tellRound(dice, { moves: Math.min(left, 1 + dice.roll(20)), moveNames, favourites })
    left -= round.happenings.filter(one => moveNames.includes(one.what)).length
    rounds.push(round)
  }
  return { seed, edits, theme, system, store, startsAt, dueAtOnce, rounds }
}

interface Busyness {
  readonly moves: number
  readonly moveNames: readonly string[]
  readonly favourites: readonly string[]
}

function tellRound(dice: Dice, { moves, moveNames, favourites }: Busyness): Round {
  const span = 10 + dice.roll(dice.chance(0.4) ? 600 : 150)
  const happening = (names: readonly string[]): Happening => {
    const what = pickName(dice, names, favourites)
    return { at: dice.roll(span), what, a: dice.next(), b: dice.next() }
  }
  const faults = dice.chance(0.2) ? 0 : dice.roll(9)
  const happenings = [
    ...Array.from({ length: moves }, () => happening(moveNames)),
    ...Array.from({ length: faults }, () => happening(faultNames)),
  ].sort((one, other) => one.at - other.at)
  const minutes = dice.chance(0.2) ? 600 + dice.roll(1_000) : 5 + dice.roll(120)
  return { minutes, happenings }
}
