import type { PracticeFault } from '../demo-store.ts'
import type { AppliedFault } from './faults.ts'

/** What is wrong with a practice store until it is put right; what a system says to a refused key is its store's own. */
export interface FaultDial {
  readonly set: (faults: readonly PracticeFault[]) => void
  /** What happens to the next request. */
  readonly next: () => AppliedFault | undefined
}

const SLOW_MS = 1_500
const busy: AppliedFault = { status: 429, headers: { 'retry-after': '2' }, body: { message: 'Too many requests.' } }
const broken: AppliedFault = {
  status: 500,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Error</title><p>There has been a critical error on this website.</p>',
}

/** The worst that is on comes first. */
export function createFaultDial(): FaultDial {
  let on = new Set<PracticeFault>()
  let asked = 0
  return {
    set: faults => {
      on = new Set(faults)
    },
    next: () => {
      asked++
      if (on.has('unreachable')) return 'refuse'
      if (on.has('errors') && asked % 3 === 0) return broken
      if (on.has('rate_limit') && asked % 2 === 0) return busy
      return on.has('slow') ? { delayMs: SLOW_MS } : undefined
    },
  }
}
