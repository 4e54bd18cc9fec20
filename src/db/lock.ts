import { createHash } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StartError } from '../errors.ts'

// The path of a unix socket is cut off at about 104 bytes.
const MAX_SOCKET_PATH_BYTES = 100
const SETTLE_MS = 50

/**
 * Takes the folder for this process: PGlite has no lock of its own, and two processes on one folder destroy it.
 * The lock is a bound socket, which the operating system frees when its owner dies in whatever way.
 */
export async function lockFolder(folder: string): Promise<{ unlock(): Promise<void> }> {
  const address = lockAddress(fs.realpathSync(folder))
  const server = (await bind(address)) ?? (await takeOver(address))
  if (!server)
    throw new StartError(
      `The data folder ${folder} is in use by another process: end that one, or choose another folder with KOPPLA_DATA. A command finds a server that runs by KOPPLA_PORT or --server.`,
    )
  server.unref()
  return { unlock: () => new Promise(resolve => server.close(() => resolve())) }
}

function lockAddress(folder: string): string {
  const inFolder = path.join(folder, 'lock.sock')
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\koppla-${hash}`
  return Buffer.byteLength(inFolder) <= MAX_SOCKET_PATH_BYTES ? inFolder : path.join(os.tmpdir(), `koppla-${hash}.sock`)
}

/** Undefined when something is bound there already, dead or alive. */
async function bind(address: string): Promise<net.Server | undefined> {
  const server = net.createServer(socket => socket.destroy())
  const error = await new Promise<NodeJS.ErrnoException | undefined>(resolve => {
    server.once('error', resolve).listen(address, () => resolve(undefined))
  })
  if (!error) return server
  if (error.code === 'EADDRINUSE') return undefined
  throw new StartError(
    `The data folder ${path.dirname(address)} cannot be used: it cannot be locked with ${address} (${error.code}). Choose a folder that this user may write to with KOPPLA_DATA.`,
  )
}

async function takeOver(address: string): Promise<net.Server | undefined> {
  const left = inode(address)
  if ((await isAlive(address)) || inode(address) !== left) return undefined
  fs.rmSync(address, { force: true })
  const server = await bind(address)
  if (!server) return undefined
  // Two may have found the same dead socket; the later one removes the earlier one's. Who is still there has it.
  const mine = inode(address)
  await delay(SETTLE_MS)
  if (inode(address) === mine) return server
  server.close()
  return undefined
}

function inode(address: string): bigint | undefined {
  return fs.statSync(address, { bigint: true, throwIfNoEntry: false })?.ino
}

function isAlive(address: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(address)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
  })
}
