// What people and an ERP do with a server while it lives.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api, Json } from '../journey/api.ts'
import { entities, underWay } from '../journey/shop.ts'
import type { Life } from './life.ts'
import type { Scene } from './scene.ts'

const kinds = ['incremental', 'incremental', 'full', 'full', 'reconcile', 'from_date'] as const
/** Longer than the heart of a dead process is listened for, and than a run that often broke off rests. */
const stuckMs = 180_000

/** Asks for runs, and reads the feed until the end. A request that fails because of the kill is no failure. */
export async function keepBusy(scene: Scene, life: Life): Promise<void> {
  if (!(await life.serving)) return
  try {
    await askForRuns(scene, life.api)
    while (!life.doomed) {
      await scene.erp.read(life.api)
      await sleep(200)
    }
  } catch (error) {
    if (!life.doomed) scene.figures.broken.push(`It did not answer: ${(error as Error).message}`)
  }
}

async function askForRuns({ shops, dice }: Scene, { ask }: Api): Promise<void> {
  for (const { connectionId, server } of shops) {
    server.latencyMs = 20 + dice.roll(180)
    const kind = dice.pick(kinds)
    const fromDate = kind === 'from_date' ? { fromDate: '2020-01-01' } : {}
    await ask(`POST /connections/${connectionId}/runs`, { entity: dice.pick(entities), kind, ...fromDate })
  }
}

/** The runs that have not ended, the brake let go where it was pulled. */
export async function readOpen({ get, all }: Api): Promise<Json[]> {
  for (const { id } of await all('/runs?state=needs_approval'))
    await get(`POST /runs/${id}/approve`, {}).catch(() => {})
  return (await Promise.all(underWay.map(state => all(`/runs?state=${state}`)))).flat()
}

/** Until all that was left has come to an end. Tells how long that took from the start of this life. */
export async function catchUp(scene: Scene, life: Life): Promise<void> {
  if (!(await life.serving)) return
  const { figures } = scene
  const left = new Set((await readOpen(life.api)).map(run => run.id))
  const interrupted = (run: Json) => run.state === 'running' && Date.parse(run.progressedAt) < life.startedAt
  let takenUp = false
  const stuck = await untilEnded(life.api, left, open => {
    if (takenUp || open.some(interrupted)) return
    takenUp = true
    figures.takenUpMs.push(Date.now() - life.startedAt)
  })
  figures.broken.push(...stuck.map(run => `a run is stuck: ${JSON.stringify(run)}`))
  figures.caughtUpMs.push(Date.now() - life.startedAt)
}

/** Those that nothing happens to any more although they have not ended. */
export async function untilEnded(
  api: Api,
  ids: ReadonlySet<string>,
  look: (open: readonly Json[]) => void = () => {},
): Promise<readonly Json[]> {
  for (let seen = '', movedAt = Date.now(); ; await sleep(100)) {
    const open = (await readOpen(api)).filter(run => ids.has(run.id))
    look(open)
    const now = JSON.stringify(open)
    if (now !== seen) movedAt = Date.now()
    seen = now
    if (open.length === 0 || Date.now() - movedAt > stuckMs) return open
  }
}
