import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Kind, makePlace } from '../bench/database.ts'
import type { KopplaProcess } from '../journey/process.ts'
import { rollDice } from '../simulation/random.ts'
import { type Attack, attack } from './attack.ts'
import { openErp } from './erp.ts'
import { type Figures, noFigures } from './figures.ts'
import type { Scene } from './scene.ts'
import { openShops, type Shop, type Size } from './shops.ts'

export interface Play extends Attack, Size {}

/** On a database that is not there yet, with shops of its own; both are gone in the end. */
export async function play(kind: Kind, how: Play, tell: (words: string) => void = () => {}): Promise<Figures> {
  const place = await makePlace(kind)
  const compiled = await compile()
  const shops = await openShops(how)
  const scene = makeScene(kind, { database: place.options, compiled, shops, seed: how.seed, tell })
  try {
    await attack(scene, how)
  } catch (error) {
    scene.figures.broken.push(`The play broke off: ${(error as Error).stack}`)
  } finally {
    for (const life of scene.lives) life.kill('SIGKILL')
    await Promise.all(shops.map(shop => shop.close()))
    await place.remove()
    rmSync(compiled, { recursive: true, force: true })
  }
  return scene.figures
}

/** A start is half as long where Node finds what it compiled before. A process that is killed keeps nothing of it. */
async function compile(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'koppla-compiled-'))
  const all = ['../../src/main.ts', '../../connectors/index.ts'].map(file => import.meta.resolve(file))
  const load = `await Promise.all(${JSON.stringify(all)}.map(file => import(file)))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', load], {
    env: { ...process.env, NODE_COMPILE_CACHE: folder },
    stdio: 'ignore',
  })
  await once(child, 'exit')
  return folder
}

interface Given {
  readonly compiled: string
  readonly database: Scene['database']
  readonly shops: readonly Shop[]
  readonly seed: number
  readonly tell: (words: string) => void
}

function makeScene(kind: Kind, { database, compiled, shops, seed, tell }: Given): Scene {
  const { dir, url } = database
  const environment = {
    KOPPLA_DATA: dir,
    ...(url && { DATABASE_URL: url, KOPPLA_KEY: randomBytes(32).toString('base64') }),
    NODE_COMPILE_CACHE: compiled,
    KOPPLA_PORT: '0',
    KOPPLA_WORKERS: '6',
    KOPPLA_LOG_LEVEL: 'warn',
    KOPPLA_ALLOW_ADDRESSES: '127.0.0.0/8',
  }
  const own = { erp: openErp(), figures: noFigures(), lives: new Set<KopplaProcess>(), key: undefined }
  return { ...own, kind, database, environment, shops, dice: rollDice(seed), tell }
}
