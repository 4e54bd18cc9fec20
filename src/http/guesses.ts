import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'

/** Wrong ones that an address may send within the span; a program whose key was revoked goes on asking, too. */
const most = 20
const spanMs = 60_000
/** What is remembered has an end, whoever asks. */
const mostAddresses = 10_000
const mostKeys = 10_000

interface Tries {
  count: number
  readonly endsAt: number
}

/** Thrown in place of looking, once an address has sent too many wrong keys. */
export class TooManyGuesses extends Error {
  override readonly name = 'TooManyGuesses'
  readonly retryAfterS: number

  constructor(retryAfterS: number) {
    super('too many keys that are not known came from one address')
    this.retryAfterS = retryAfterS
  }
}

/**
 * Looks keys up, but no longer for an address that only guesses. Keys that were right before are looked up all the
 * same: behind one proxy, nobody locks the others out.
 * @param onHeld told once of each span in which an address is held up
 */
export function limitGuesses<Found>(
  find: (token: string) => Promise<Found | undefined>,
  onHeld: (address: string) => void = () => {},
): (address: string, token: string) => Promise<Found | undefined> {
  const right = new Set<string>()
  const triesFrom = new Map<string, Tries>()
  return async (address, token) => {
    const mark = createHash('sha256').update(token).digest('base64')
    if (right.has(mark)) return find(token)
    const tries = triesOf(triesFrom, networkOf(address))
    // Counted before it is looked up: a thousand at once are a thousand.
    if (++tries.count === most + 1) onHeld(address)
    if (tries.count > most) throw new TooManyGuesses(Math.ceil((tries.endsAt - Date.now()) / 1_000))
    const found = await find(token)
    if (found === undefined) return undefined
    tries.count--
    remember(right, mark)
    return found
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

function remember(right: Set<string>, mark: string): void {
  right.add(mark)
  if (right.size > mostKeys) right.delete(right.keys().next().value!)
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
