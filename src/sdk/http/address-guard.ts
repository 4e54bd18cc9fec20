import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Says which addresses may be connected to: public ones, and those the operator allows. */
export interface AddressGuard {
  /** False for a literal address that is private, loopback, link-local or reserved and not allowed. Names always pass. */
  readonly admits: (url: Pick<URL, 'hostname' | 'origin'>) => boolean
  /** `dns.lookup` that leaves forbidden addresses out: what it gives is what is connected to. */
  readonly lookup: LookupFunction
}

/** Says which addresses a name stands for. */
export type Resolve = (
  name: string,
  options: LookupAllOptions,
  done: (error: Error | null, found: LookupAddress[]) => void,
) => void

/** A name that stands only for forbidden addresses. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress'
  readonly code = 'KOPPLA_FORBIDDEN_ADDRESS'
  readonly address: string

  constructor(address: string) {
    super(`${address} is not a public address`)
    this.address = address
  }
}

/** IANA's special-purpose registry, as far as it is not global; 192.88.99.0/24 is the old 6to4 relay. */
const specialIPv4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
]
/** Within 2000::/3: tunnels that wrap an IPv4 address (Teredo, 6to4), and documentation. All else outside it is special. */
const specialIPv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const special = rangesOf([...specialIPv4, ...specialIPv6])
const globalIPv6 = rangesOf(['2000::/3'])

/**
 * @param allow addresses and CIDR ranges, such as `10.0.0.0/8` or `::1`
 * @param own an origin with a literal address, `http://127.0.0.1:24710`, that may be asked whatever its address is: exactly this
 *   scheme, address and port, and by no other name
 * @param resolve default: as this machine does
 * @throws TypeError or RangeError when one of them is neither
 */
export function createAddressGuard(allow: readonly string[], own?: string, resolve: Resolve = lookup): AddressGuard {
  const allowed = rangesOf(allow)
  const isOpen = (address: string) => contains(allowed, address) || isPublic(address)
  return {
    admits: ({ hostname, origin }) => isIP(bare(hostname)) === 0 || isOpen(bare(hostname)) || origin === own,
    lookup: (hostname, options, callback) => {
      resolve(hostname, { ...options, all: true }, (error, found) => {
        if (error) return callback(error, '')
        const open = found.filter(({ address }) => isOpen(address))
        if (open[0] === undefined) return callback(new ForbiddenAddress(found[0]?.address ?? hostname), '')
        return options.all ? callback(null, open) : callback(null, open[0].address, open[0].family)
      })
    },
  }
}

/** The address without the brackets that a URL puts around IPv6. */
export const bare = (host: string): string => host.replace(/^\[|\]$/g, '')

function isPublic(address: string): boolean {
  return !contains(special, address) && (isIP(address) === 4 || contains(globalIPv6, address))
}

function contains(ranges: BlockList, address: string): boolean {
  return ranges.check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

function rangesOf(entries: readonly string[]): BlockList {
  const ranges = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    if (bits === undefined) ranges.addAddress(address, familyOf(address))
    else ranges.addSubnet(address, Number(bits), familyOf(address))
  }
  return ranges
}
