// A cable between a process and its database, to be pulled.
import { once } from 'node:events'
import net from 'node:net'
import type { Test } from 'tap'

export interface Cable {
  /** The database's address through it. */
  readonly url: string
  /** Ends all connections and refuses new ones. */
  readonly pull: () => void
  readonly plugIn: () => void
}

export async function layCable(t: Test, url: string): Promise<Cable> {
  const target = new URL(url)
  const sockets = new Set<net.Socket>()
  let pulled = false
  const server = net.createServer(near => {
    if (pulled) return void near.destroy()
    const far = net.connect(Number(target.port || 5432), target.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => {}).pipe(other)
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
  t.teardown(() => {
    pull()
    server.close()
  })
  const through = new URL(url)
  through.host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`
  const plugIn = () => {
    pulled = false
  }
  return { url: through.href, pull, plugIn }
}
