// One life of the real server: `koppla start`, from its start to its end.

import { type Api, openApi } from '../journey/api.ts'
import { type KopplaProcess, spawnKoppla } from '../journey/process.ts'
import type { Scene } from './scene.ts'

export interface Life {
  readonly process: KopplaProcess
  readonly startedAt: number
  /** False: it was killed before. */
  readonly serving: Promise<boolean>
  readonly api: Api
  /** Requests that the stores had seen before it. */
  readonly requestsBefore: number
  /** Set before the signal is sent: from then on nothing it does is a surprise. */
  doomed: boolean
  /** When SIGTERM was sent; 0: it was not. */
  askedToStopAt: number
  /** It has come so far. */
  served: boolean
}

export function begin(scene: Scene, requestsBefore: number): Life {
  const process = spawnKoppla(scene.environment)
  const startedAt = Date.now()
  scene.lives.add(process)
  void process.ended.then(() => scene.lives.delete(process))
  let url = ''
  const life: Life = {
    ...{ process, startedAt, requestsBefore, doomed: false, askedToStopAt: 0, served: false },
    api: openApi(() => ({ url, key: scene.key ?? '' })),
    serving: process.listening().then(
      told => {
        url = told
        keepKey(scene, process)
        scene.figures.servingMs.push(Date.now() - startedAt)
        life.served = true
        return true
      },
      error => {
        if (!life.doomed) scene.figures.broken.push(`It did not start: ${error.message}`)
        return false
      },
    ),
  }
  return life
}

/** A first start shows it once. */
function keepKey(scene: Scene, { told }: KopplaProcess): void {
  scene.key = /Admin key, shown this once: (kpl_\S+)/.exec(told())?.[1] ?? scene.key
}

/** Its exit code, null after SIGKILL. */
export async function end(scene: Scene, life: Life, signal: NodeJS.Signals): Promise<number | null> {
  life.doomed = true
  life.process.kill(signal)
  const code = await life.process.ended
  await life.serving
  keepKey(scene, life.process)
  collectErrors(scene, life)
  return code
}

/** What it logged as an error of its own. A run whose processes die one after the other is given up, and the next goes on. */
function collectErrors({ figures }: Scene, { process }: Life): void {
  for (const line of process.told().split('\n')) {
    if (!line.startsWith('{')) continue
    if (/^\{"level":[56]0,/.test(line) && !line.includes('a run was given up'))
      figures.broken.push(`It logged: ${line.slice(0, 600)}`)
  }
}
