import type { Database } from '../db.ts'
import type { Log } from '../log.ts'
import { type Practised, readPractised } from './notes.ts'
import type { PracticeStores } from './stores.ts'

interface Resuming {
  readonly db: Database
  readonly log: Log
  readonly practice: PracticeStores
}

/** At the start: what connections practise with is there again, where and as it was. One that cannot be is told in the log. */
export async function resumePractice({ db, log, practice }: Resuming): Promise<void> {
  if (practice.refusal !== null) return
  for (const practised of await readPractised(db))
    await startAgain(practice, practised).catch(error =>
      log.warn({ err: error, connectionId: practised.connectionId }, 'a practice store could not be started again'),
    )
}

async function startAgain(practice: PracticeStores, { connectionId, system, notes }: Practised): Promise<void> {
  const { port, openedAt, sold, faults } = notes
  const store = await practice.start(system, { port, openedAt: new Date(openedAt) })
  for (const at of sold) store.sell(new Date(at))
  store.setFaults(faults)
  practice.keep(connectionId, store)
}
