import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { startApi } from '../support/api.ts'
import { insertSchedule } from '../support/connections.ts'
import { openTestDatabase, testServerUrl } from '../support/database.ts'
import { insertConnection } from '../support/rows.ts'

// The embedded database has one session: nobody crosses anybody there.
if (testServerUrl) {
  t.test('whoever changes what another changes the other way round is told to try again', async t => {
    const { db } = await openTestDatabase(t, 'server')
    const { ask } = await startApi(t, db)
    const id = await insertConnection(db)
    await insertSchedule(db, id)
    const other = await db.pool.connect()
    // It is not the other that gives way.
    await other.query("BEGIN; SET LOCAL deadlock_timeout = '1min'")
    await other.query('SELECT FROM connections FOR UPDATE')
    const asked = ask('POST', `/connections/${id}/pause`)
    const waits = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    while ((await other.query(waits)).rowCount === 0) await sleep(5)
    await other.query('SELECT FROM schedules FOR UPDATE')
    t.match(await asked, { status: 503, body: { detail: /went first/, remedy: /Nothing was changed.*Try again/ } })
    await other.query('COMMIT')
    other.release()
    const isPaused = async () => (await db.prisma.connection.findFirst())?.pausedAt !== null
    t.equal(await isPaused(), false)
    await ask('POST', `/connections/${id}/pause`)
    t.equal(await isPaused(), true)
  })
}
