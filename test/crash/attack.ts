// The real server, killed again and again while it imports from stores that are edited all the while.
import { setTimeout as sleep } from 'node:timers/promises'
import { type AimName, pickAim, waitFor } from './aims.ts'
import { endQuietly } from './end.ts'
import { begin, end, type Life } from './life.ts'
import type { Scene } from './scene.ts'
import { busyAt, connectAll, requestsTo, trade } from './shops.ts'
import { catchUp, keepBusy } from './work.ts'

export interface Attack {
  /** So many that find a run in progress; others come on top. */
  readonly kills: number
  /** No kill after that, by `Date.now()`. */
  readonly until?: number
  /** And so many in the very first start. */
  readonly births: number
  /** After so many kills one life is left alone until it has caught up. */
  readonly calmAfter: number
  /** Between two edits of a shopkeeper, about. */
  readonly editMs: number
  /** Wait, in the end, until every schedule has run once more by itself. */
  readonly ticks: boolean
}

export async function attack(scene: Scene, how: Attack): Promise<void> {
  const { figures, shops, dice } = scene
  await killFirstStart(scene, how.births)
  const first = begin(scene, requestsTo(shops))
  if (!(await first.serving)) return
  if (scene.key === undefined) return void figures.broken.push('The key for the first admin was never shown.')
  await connectAll(first.api, shops)
  const trading = trade(shops, dice, how.editMs)
  const last = await killAll(scene, how, first).finally(async () => {
    figures.edits = await trading.stop()
  })
  await endQuietly(scene, last, how)
  figures.requests = requestsTo(shops)
  figures.events = scene.erp.heard.length
}

/** Somewhere between making the database, its tables and its keys, and serving: later each time it was too early for that. */
async function killFirstStart(scene: Scene, times: number): Promise<void> {
  for (let n = 0, longestMs = 1_500; n < times; n++) {
    const life = begin(scene, 0)
    await Promise.race([sleep(scene.dice.next() * longestMs), life.serving, life.process.ended])
    if (!life.served) longestMs *= 1.4
    await end(scene, life, 'SIGKILL')
    scene.figures.kills++
    scene.figures.inFirstStart++
  }
}

interface Killed {
  readonly life: Life
  readonly at: number
}

/** The life after the last kill. */
async function killAll(scene: Scene, how: Attack, first: Life): Promise<Life> {
  const { figures } = scene
  const unjudged: Killed[] = []
  let life = first
  for (let calm = 0; isOn(scene, how); life = begin(scene, requestsTo(scene.shops))) {
    const working = keepBusy(scene, life)
    const judging = judgeHits(scene, life, unjudged)
    if (++calm % how.calmAfter === 0) await catchUp(scene, life)
    const aim = pickAim(scene)
    await Promise.race([waitFor(aim, scene, life), died(scene, life)])
    const killed = await kill(scene, life, aim)
    await Promise.all([working, judging])
    // Asked to stop it may have laid its runs down before it was killed.
    if (killed && life.served && aim !== 'shutdown') unjudged.push({ life, at: Date.now() })
    scene.tell(`${figures.kills} kills, the last by ${aim}; ${figures.inRun} so far in a run`)
  }
  return life
}

const isOn = ({ figures }: Scene, { kills, until = Number.POSITIVE_INFINITY }: Attack): boolean =>
  figures.inRun < kills && Date.now() < until

/** Before anybody killed it. */
async function died(scene: Scene, life: Life): Promise<void> {
  const code = await life.process.ended
  if (life.doomed) return
  life.doomed = true
  scene.figures.broken.push(`It ended by itself with ${code}: ${life.process.told().slice(-2_000)}`)
}

/** False: asked to stop, it came to its end before. */
async function kill(scene: Scene, life: Life, aim: AimName): Promise<boolean> {
  const { figures, shops } = scene
  const requests = busyAt(shops)
  const code = await end(scene, life, 'SIGKILL')
  if (aim === 'shutdown' && code !== null) {
    if (code !== 0) figures.broken.push(`It was asked to stop and ended with ${code}`)
    figures.shutdownMs.push(Date.now() - life.askedToStopAt)
    return false
  }
  figures.kills++
  if (requests > 0) figures.inRequest++
  if (aim === 'shutdown') figures.inShutdown++
  if (!life.served) figures.inStartUp++
  return true
}

/** Which runs were in progress when a life ended is told by what the next one finds. */
async function judgeHits(scene: Scene, life: Life, unjudged: Killed[]): Promise<void> {
  if (!(await life.serving)) return
  const running = await life.api.all('/runs?state=running').catch(() => null)
  if (running === null) return
  for (const killed of unjudged.splice(0)) {
    const asked = life.requestsBefore > killed.life.requestsBefore
    const hit = running.some(
      run => Date.parse(run.progressedAt) >= killed.life.startedAt && Date.parse(run.startedAt) <= killed.at,
    )
    if (asked && hit) scene.figures.inRun++
  }
}
