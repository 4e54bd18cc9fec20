// A cable between a process and its database, to be pulled.
import { once } from 'node:events'
import net from 'node:net'
import type { Test } from 'tap'

export interface Cable {
  /** The database's address through it. */
  readonly url: string
  /** Ends all connections and refuses new ones. */
  readonly pull: () => void
  /** Ends no connection and takes new ones, but lets nothing through. */
  readonly pinch: () => void
  readonly plugIn: () => void
}

export async function layCable(t: Test, url: string): Promise<Cable> {
  const target = new URL(url)
  const sockets = new Set<net.Socket>()
  let pulled = false
  let pinched = false
  const server = net.createServer(near => {
    if (pulled) return void near.destroy()
    const far = net.connect(Number(target.port || 5432), target.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => {}).on('data', chunk => other.write(chunk))
      if (pinched) one.pause()
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const pull = () => {
    pulled = true
    for (const socket of sockets) socket.destroy()
  }
  const pinch = () => {
    pinched = true
    for (const socket of sockets) socket.pause()
  }
  t.teardown(() => {
    pull()
    server.close()
  })
  const through = new URL(url)
  through.host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`
  const plugIn = () => {
    pulled = false
    pinched = false
    for (const socket of sockets) socket.resume()
  }
  return { url: through.href, pull, pinch, plugIn }
}
