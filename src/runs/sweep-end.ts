import type { PoolClient } from 'pg'
import { passOverSpared, releaseSeen } from '../records/spared.ts'
import { type RunContext, targetOf } from './context.ts'
import { markSwept, type OpenWindow } from './windows.ts'

/**
 * All ids have been seen. What a person decided to keep is then left alone, except by a run that a person starts: that one
 * asks again.
 */
export async function endSweep(client: PoolClient, context: RunContext, window: OpenWindow): Promise<void> {
  const target = targetOf(context)
  await markSwept(client, window.id)
  await releaseSeen(client, target, window.id)
  if (context.run.cause !== 'manual') await passOverSpared(client, target, window.id)
}
