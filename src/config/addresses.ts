import { BlockList, isIP, isIPv6 } from 'node:net'

export function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  if (bits === undefined) return true
  try {
    new BlockList().addSubnet(address, /^\d+$/.test(bits) ? Number(bits) : Number.NaN, family === 6 ? 'ipv6' : 'ipv4')
    return true
  } catch {
    return false
  }
}

/** Where this machine reaches what listens on one of its hosts, or on all of them. */
export function addressOn(host: string, port: number): string {
  if (isIPv6(host)) return `http://[${/^[0:]+$/.test(host) ? '::1' : host}]:${port}`
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`
}
