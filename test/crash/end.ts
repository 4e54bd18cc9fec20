// The quiet moment after the last kill: what was left comes to its end by itself, one incremental and one reconcile run of
// each entity follow, and everything is compared.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api, Json } from '../journey/api.ts'
import { pictureOurs } from '../journey/our-picture.ts'
import { entities } from '../journey/shop.ts'
import { pictureStore } from '../journey/store-picture.ts'
import { checkAtTheEnd } from '../simulation/check.ts'
import type { Attack } from './attack.ts'
import { judgeBooks } from './books.ts'
import { end, type Life } from './life.ts'
import type { Scene } from './scene.ts'
import { catchUp, untilEnded } from './work.ts'

/** A schedule is looked at every ten seconds, on a machine that may be busy. */
const lateMs = 30_000
const minuteMs = 60_000

export async function endQuietly(scene: Scene, life: Life, { ticks }: Pick<Attack, 'ticks'>): Promise<void> {
  const { figures, shops, erp } = scene
  for (const { server } of shops) server.latencyMs = 0
  await catchUp(scene, life)
  const { api } = life
  figures.broken.push(...(await judgeSchedules(scene, life, ticks)))
  await deactivateAll(scene, api)
  for (const kind of ['incremental', 'reconcile']) figures.broken.push(...(await runAll(scene, api, kind)))
  for (const shop of shops) {
    const [ours, theirs] = [await pictureOurs(api, shop.connectionId), pictureStore(shop.store.state)]
    figures.records += Object.values(theirs).reduce((sum, records) => sum + Object.keys(records).length, 0)
    figures.broken.push(...checkAtTheEnd(ours, theirs).map(words => `${shop.name}: ${words}`))
  }
  await erp.read(api)
  await stop(scene, life)
  figures.broken.push(...(await judgeBooks(scene)))
}

/** Still active, its next times set; with `ticks`, each has run once more by itself. */
async function judgeSchedules({ shops }: Scene, { api, startedAt }: Life, ticks: boolean): Promise<string[]> {
  const broken: string[] = []
  const deadline = Date.now() + minuteMs + 2 * lateMs
  for (const { connectionId, name } of shops) {
    for (const entity of entities) {
      const path = `/connections/${connectionId}/schedules/${entity}`
      const one = await api.get(path)
      const isLate = [one.nextRunAt, one.nextReconcileAt].some(
        at => at === null || Date.parse(at) < Date.now() - lateMs,
      )
      if (!one.active || isLate) broken.push(`the schedule of ${entity} of ${name} is lost: ${JSON.stringify(one)}`)
      const ran = (run: Json) => Date.parse(run.queuedAt) > startedAt && ['schedule', 'caught_up'].includes(run.cause)
      const latest = async () => (await api.get(`/runs?connectionId=${connectionId}&entity=${entity}`)).items
      while (ticks && !(await latest()).some(ran)) {
        if (Date.now() > deadline) {
          broken.push(`the schedule of ${entity} of ${name} does not run any more`)
          break
        }
        await sleep(500)
      }
    }
  }
  return broken
}

async function deactivateAll({ shops }: Scene, { get }: Api): Promise<void> {
  for (const { connectionId } of shops)
    for (const entity of entities) await get(`POST /connections/${connectionId}/schedules/${entity}/deactivate`, {})
}

/** One run of each entity of each shop, which must succeed and set nothing aside. */
async function runAll({ shops }: Scene, api: Api, kind: string): Promise<string[]> {
  const broken: string[] = []
  const asked = shops.flatMap(({ connectionId }) => entities.map(entity => ({ connectionId, entity })))
  const ids = await Promise.all(asked.map(one => ask(api, one, kind)))
  await untilEnded(api, new Set(ids))
  for (const id of ids) {
    const run = await api.get(`/runs/${id}`)
    if (run.state !== 'succeeded' || run.rejected > 0)
      broken.push(`the last ${kind} run of ${run.entity} of ${run.connectionName}: ${JSON.stringify(run)}`)
  }
  return broken
}

/** The queue lets go of a run a moment after it has ended. */
async function ask({ ask }: Api, { connectionId, entity }: Record<string, string>, kind: string): Promise<string> {
  for (const deadline = Date.now() + minuteMs; ; await sleep(200)) {
    const { status, body } = await ask(`POST /connections/${connectionId}/runs`, { entity, kind })
    if (status === 201) return body.id
    if (status !== 409 || Date.now() > deadline) throw new Error(`A run was refused: ${JSON.stringify(body)}`)
  }
}

async function stop(scene: Scene, life: Life): Promise<void> {
  const askedAt = Date.now()
  const code = await end(scene, life, 'SIGTERM')
  if (code !== 0) scene.figures.broken.push(`It was asked to stop at last and ended with ${code}`)
  scene.figures.shutdownMs.push(Date.now() - askedAt)
}
