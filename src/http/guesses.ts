import { isIPv6 } from 'node:net'

/** Wrong ones that an address may send within the span. */
const most = 20
const spanMs = 60_000
/** What is remembered has an end, whoever asks. */
const mostAddresses = 10_000

interface Tries {
  count: number
  readonly endsAt: number
}

/** An address has sent too many wrong keys. */
export class TooManyGuesses extends Error {
  override readonly name = 'TooManyGuesses'
  readonly retryAfterS: number

  constructor(retryAfterS: number) {
    super('too many keys that are not known came from one address')
    this.retryAfterS = retryAfterS
  }
}

/**
 * Counts the wrong keys of each address. A right one is served whatever else comes from there: a key is one of 2^256 and
 * not to be guessed at any pace, and nobody behind the same proxy may lock a program out.
 * @param onHeld told once of each span in which an address guesses
 */
export function limitGuesses<Found>(
  find: (token: string) => Promise<Found | undefined>,
  onHeld: (address: string) => void = () => {},
): (address: string, token: string) => Promise<Found | undefined> {
  const triesFrom = new Map<string, Tries>()
  return async (address, token) => {
    const found = await find(token)
    if (found !== undefined) return found
    const tries = triesOf(triesFrom, networkOf(address))
    if (++tries.count === most + 1) onHeld(address)
    if (tries.count > most) throw new TooManyGuesses(Math.ceil((tries.endsAt - Date.now()) / 1_000))
    return undefined
  }
}

function triesOf(all: Map<string, Tries>, network: string): Tries {
  const now = Date.now()
  const known = all.get(network)
  if (known !== undefined && known.endsAt > now) return known
  const tries = { count: 0, endsAt: now + spanMs }
  all.delete(network)
  all.set(network, tries)
  if (all.size > mostAddresses) all.delete(all.keys().next().value!)
  return tries
}

/** A home has 2^64 addresses of IPv6: they count as one. */
const networkOf = (address: string): string => {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address
  const [head = '', tail] = address.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? [] : Array<string>(8 - front.length - back.length).fill('0')
  return [...front, ...missing, ...back].slice(0, 4).join(':')
}
