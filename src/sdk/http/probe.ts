import { once } from 'node:events'
import { connect, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { ConnectorError } from '../errors.ts'
import type { Probe, ProbeStep } from '../http-types.ts'
import { parseAddress } from './address.ts'
import { type AddressGuard, bare } from './address-guard.ts'
import { trust } from './attempt.ts'
import { certificateOf, refuseCertificate } from './certificate.ts'
import { failureCodeOf, failWith } from './failures.ts'

export interface ProbeOptions {
  readonly guard: AddressGuard
  readonly signal: AbortSignal
  readonly ca: string | undefined
}

interface Target extends ProbeOptions {
  readonly url: URL
  readonly host: string
  readonly port: number
}

const timeoutMs = 10_000

/** Goes as far as the step says. Nothing is sent beyond what connecting takes. */
export async function probe(address: string, step: ProbeStep, options: ProbeOptions): Promise<Probe> {
  const url = parseAddress(address)
  const attempted = { host: url.host, timeoutMs }
  if (!options.guard.admits(url)) throw failWith('forbidden_address', attempted)
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(timeoutMs)])
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  try {
    return await steps[step]({ ...options, url, signal, port, host: bare(url.hostname) })
  } catch (error) {
    options.signal.throwIfAborted()
    if (error instanceof ConnectorError) throw error
    throw failWith(signal.aborted ? 'timeout' : failureCodeOf(error), attempted)
  }
}

const steps: Readonly<Record<ProbeStep, (target: Target) => Promise<Probe>>> = {
  address: async () => nothingFound,
  name: async ({ host, guard, signal }) => {
    if (isIP(host) !== 0) return { ...nothingFound, addresses: [host] }
    const aborted = once(signal, 'abort').then(() => Promise.reject(signal.reason))
    return { ...nothingFound, addresses: await Promise.race([resolveName(host, guard), aborted]) }
  },
  connection: async ({ host, port, guard, signal }) => {
    const socket = connect({ host, port, lookup: guard.lookup, signal })
    try {
      await once(socket, 'connect')
      return { ...nothingFound, addresses: [socket.remoteAddress ?? host] }
    } finally {
      socket.destroy()
    }
  },
  tls: async target => (target.url.protocol === 'https:' ? shakeHands(target) : nothingFound),
}

const nothingFound: Probe = { addresses: [], certificate: null }

function resolveName(host: string, guard: AddressGuard): Promise<string[]> {
  return new Promise((resolve, reject) => {
    guard.lookup(host, { all: true }, (error, found) => {
      if (error) return reject(error)
      resolve(Array.isArray(found) ? found.map(({ address }) => address) : [found])
    })
  })
}

/** The certificate is judged after the handshake, not during it, so that what is wrong with it can be told. */
async function shakeHands({ url, host, port, guard, signal, ca }: Target): Promise<Probe> {
  const name = isIP(host) === 0 ? { servername: host } : {}
  const raw = connect({ host, port, lookup: guard.lookup, signal })
  const socket = connectTls({ socket: raw, host, ...name, ...trust(ca), rejectUnauthorized: false })
  raw.on('error', error => socket.destroy(error))
  socket.on('error', () => {})
  try {
    await once(socket, 'secureConnect')
    const certificate = certificateOf(socket.getPeerCertificate())
    if (socket.authorizationError) throw refuseCertificate(String(socket.authorizationError), certificate, url.host)
    return { addresses: [raw.remoteAddress ?? host], certificate }
  } finally {
    socket.destroy()
    raw.destroy()
  }
}
