import { useEffect, useRef, useState } from 'react'
import { followEvents } from '../../api/events.ts'
import type { CheckOutcome, VerificationReport } from '../../api/types.ts'

/** Where a verification stands. */
export interface Verification {
  readonly state: 'none' | 'running' | 'done'
  readonly checks: readonly CheckOutcome[]
  readonly report?: VerificationReport
  readonly failure?: unknown
}

const none: Verification = { state: 'none', checks: [] }

/** The parts that the store has, by the field that takes them. */
export type Offered = Readonly<Record<string, readonly Part[]>>
type Part = NonNullable<CheckOutcome['result']['offers']>['parts'][number]

export const offeredIn = (checks: readonly CheckOutcome[]): Offered =>
  Object.fromEntries(checks.flatMap(({ result: { offers } }) => (offers ? [[offers.field, offers.parts]] : [])))

/**
 * Verifies what is given, check by check; `reset` forgets it, as any edit of a verified field must. What was offered is
 * forgotten too, but by a choice of it.
 */
export function useVerification(path: string) {
  const [verification, setVerification] = useState(none)
  const [offered, setOffered] = useState<Offered>({})
  const going = useRef<AbortController>(undefined)
  useEffect(() => () => going.current?.abort(), [])

  async function verify(body?: unknown): Promise<void> {
    going.current?.abort()
    const leaving = new AbortController()
    going.current = leaving
    const { signal } = leaving
    let checks: CheckOutcome[] = []
    setVerification({ state: 'running', checks })
    try {
      for await (const { event, data } of followEvents({ method: 'POST', path, body, signal })) {
        if (event === 'check') {
          checks = [...checks, data as CheckOutcome]
          setVerification({ state: 'running', checks })
          setOffered(before => ({ ...before, ...offeredIn(checks) }))
        } else if (event === 'report') {
          setVerification({ state: 'done', checks, report: data as VerificationReport })
        }
      }
    } catch (failure) {
      if (!signal.aborted) setVerification({ state: 'done', checks, failure })
    }
  }

  function reset(edited = ''): void {
    going.current?.abort()
    setVerification(none)
    if (!(edited in offered)) setOffered({})
  }

  return { verification, offered, verify, reset }
}

/** What failed or warned about a field, to be shown under it. */
export function fieldFailures(checks: readonly CheckOutcome[]): Record<string, string> {
  const failed = checks.flatMap(({ result: { status, field, diagnosis } }) =>
    status === 'failed' && field !== undefined ? [[field, diagnosis ?? ''] as const] : [],
  )
  return Object.fromEntries(failed.reverse())
}

/** For whoever is asked for help: what was checked and how it ended; secrets are in none of it. */
export function writeReport(system: string, checks: readonly CheckOutcome[]): string {
  const lines = checks.flatMap(({ title, durationMs, result }) => [
    `[${result.status}] ${title} (${durationMs} ms)${result.detail ? `: ${result.detail}` : ''}`,
    ...[result.diagnosis, result.remedy, result.because].filter(Boolean).map(words => `    ${words}`),
  ])
  return [`Koppla, verification of ${system}, ${new Date().toISOString()}`, ...lines].join('\n')
}
