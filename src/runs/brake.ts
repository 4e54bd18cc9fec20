/** How much a reconcile may delete by itself. */
export const brake = { share: 0.1, atLeast: 20 }

export interface Counted {
  readonly missing: number
  readonly all: number
}

/** True when so much is missing that a person should look first: more than the share, or everything there is. */
export function brakes({ missing, all }: Counted): boolean {
  return (missing >= brake.atLeast && missing > all * brake.share) || (all > 1 && missing === all)
}

/** What a person is to look at. */
export interface Question extends Counted {
  readonly entity: string
  /** External ids of some that are missing. */
  readonly sample: readonly string[]
}

/** Stopped before it deletes: a person is to look. */
export class BrakeError extends Error {
  override readonly name = 'BrakeError'
  readonly question: Question

  constructor(question: Question) {
    const { missing, all, entity } = question
    super(`${missing} of ${all} ${entity} are gone from the store. Nothing was marked deleted.`)
    this.question = question
  }
}
