import { setTimeout as sleep } from 'node:timers/promises'
import type { Retention } from '../config/retention.ts'
import { readAuditHead } from '../connections/audit-chain.ts'
import { type Database, logFailure } from '../db.ts'
import type { Log } from '../log.ts'
import { pruneOld } from './prune.ts'

const LOOK_MS = 3_600_000

export interface Pruning {
  /** Waits for the batch in hand. */
  stop(): Promise<void>
}

/** Takes away what is older than it is kept for: now, and once an hour. What another process does at the same time is done once. */
export function startPruning({ db, log, keep }: { db: Database; log: Log; keep: Retention }): Pruning {
  const stopped = new AbortController()
  const { signal } = stopped
  const work = async () => {
    while (!signal.aborted) {
      await pruneOld(db, keep, new Date(), signal).catch(error =>
        logFailure(log, error, 'what is too old could not be taken away; trying again in an hour'),
      )
      // A log that is kept elsewhere proves later that the audit log was not rewritten: `koppla audit verify --hash`.
      await readAuditHead(db).then(
        auditHead => log.info({ auditHead }, 'the audit log reaches this far'),
        error => logFailure(log, error, 'the end of the audit log could not be read'),
      )
      await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => {})
    }
  }
  const working = work()
  return {
    async stop() {
      stopped.abort()
      await working
    },
  }
}
