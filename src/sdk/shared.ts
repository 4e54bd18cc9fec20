import type { Shared } from './context.ts'

/** For a credential that is not stored, or that is to be proved anew: nobody shares anything, and it is forgotten in the end. */
export function keepAlone(): Shared {
  let kept: string | null = null
  let last: Promise<unknown> = Promise.resolve()
  return {
    read: async () => kept,
    renew: make => {
      const made = last.then(async () => {
        kept = await make(kept)
        return kept
      })
      last = made.catch(() => {})
      return made
    },
  }
}
