// Two of four workers are killed in mid-run; the two that are left take over what they had.
import t from 'tap'
import { openTestDatabase, testServerUrl } from '../support/database.ts'
import { report } from '../support/measured.ts'
import { until } from '../support/until.ts'
import { busiestFirst, runsTold } from './fleet.ts'
import { beginImports, judgeImports, readRuns } from './importing.ts'
import type { Shop } from './shops.ts'

const takenOverWithinMs = 60_000

if (testServerUrl) {
  await t.test('any two of four workers are killed in mid-run, and nothing is lost', async t => {
    const { db, options } = await openTestDatabase(t, 'server')
    const size = { workers: 4, shops: 8, orders: 800, latencyMs: 1000, pages: 2 }
    const importing = await beginImports(t, { db, url: options.url! }, size)
    const { fleet, shops } = importing
    const runs = () => readRuns(db)

    // The two with the most to lose.
    const members = busiestFirst(fleet.members)
    const [doomed, heirs] = [members.slice(0, 2), members.slice(2)]
    await Promise.all(doomed.map(({ end }) => end('SIGKILL')))
    const killedAt = Date.now()
    const orphaned = runsTold(doomed, 'a run begins')
    t.ok(orphaned.length > 0, `${orphaned.length} of ${shops.length} runs lost their process`)
    const pagesThen = new Map((await runs()).map(({ id, pages }) => [id, pages]))
    const shopOf = (id: string | undefined) => shops.find(({ connectionId }) => connectionId === id)!

    const takenOverMs: number[] = []
    for (const { runId, connectionId } of orphaned) {
      await until(async () => (await runs()).some(({ id, pages }) => id === runId && pages > pagesThen.get(runId)))
      const committedMs = Date.now() - killedAt
      const begun = runsTold(heirs, 'a run begins').find(one => one.runId === runId)!
      const begunMs = Date.parse(begun.time) - killedAt
      const askedMs = firstAskedAfter(shopOf(connectionId), killedAt) - killedAt
      t.comment(
        `taken over after ${begunMs} ms, the store asked after ${askedMs} ms, a page stored by ${committedMs} ms`,
      )
      t.ok(askedMs < takenOverWithinMs)
      takenOverMs.push(askedMs)
    }
    report(takenOverMs)

    await judgeImports(t, importing)
  })
}

function firstAskedAfter({ running }: Shop, moment: number): number {
  return running.server.asked.find(({ at }) => at > moment)?.at ?? Number.POSITIVE_INFINITY
}
