// When a life ends.
import { setTimeout as sleep } from 'node:timers/promises'
import { median } from './figures.ts'
import type { Life } from './life.ts'
import type { Scene } from './scene.ts'
import { busyAt, requestsTo } from './shops.ts'

/** Comes to its end at the moment of the kill. */
type Aim = (scene: Scene, life: Life) => Promise<unknown>

const usualStartMs = ({ figures }: Scene) => median(figures.servingMs) || 1_500

const aims = {
  /** In the middle of a start. */
  startUp: (scene: Scene) => sleep(scene.dice.next() * usualStartMs(scene)),
  anyMoment: (scene: Scene) => sleep(scene.dice.next() * (usualStartMs(scene) + longestMs(scene))),
  /** Right after a store has seen the request so many. */
  request: async (scene: Scene, life: Life) => {
    const times = 1 + scene.dice.roll(50)
    await life.serving
    await untilAsked(scene, life, times)
  },
  /** While it comes to its end by itself, or a little later. */
  shutdown: async (scene: Scene, life: Life) => {
    const before = scene.dice.next() * longestMs(scene)
    await life.serving
    await sleep(before)
    life.doomed = true
    life.askedToStopAt = Date.now()
    life.process.kill('SIGTERM')
    await Promise.race([sleep(scene.dice.next() * 800), life.process.ended])
  },
} satisfies Record<string, Aim>

export type AimName = keyof typeof aims

/** How often each of them is chosen, of so many times. */
const shares: Readonly<Record<AimName, number>> = { startUp: 2, anyMoment: 6, request: 9, shutdown: 3 }
const chosen = Object.entries(shares).flatMap(([aim, times]) => Array<AimName>(times).fill(aim as AimName))

export const pickAim = ({ dice }: Scene): AimName => dice.pick(chosen)

export const waitFor = (aim: AimName, scene: Scene, life: Life): Promise<unknown> => aims[aim](scene, life)

/** A server waits seconds for what a dead process had of a store's budget. On a busy machine all takes longer. */
const longestMs = (scene: Scene) =>
  (scene.kind === 'embedded' ? 3_000 : 6_000) * Math.max(1, usualStartMs(scene) / 4_000)

async function untilAsked(scene: Scene, life: Life, times: number): Promise<void> {
  const deadline = Date.now() + 4 * longestMs(scene)
  const enough = () => requestsTo(scene.shops) - life.requestsBefore >= times && busyAt(scene.shops) > 0
  while (!enough() && Date.now() < deadline) await sleep(2)
}
