/** How much a reconcile may delete by itself. */
export const brake = { share: 0.1, atLeast: 20 }

export interface Counted {
  readonly missing: number
  readonly all: number
}

/** True when so much is missing that a person should look first: more than the share, or everything there is. */
export function brakes({ missing, all }: Counted): boolean {
  return isMass({ missing, all }) || (all > 1 && missing === all)
}

export function isMass({ missing, all }: Counted): boolean {
  return missing >= brake.atLeast && missing > all * brake.share
}

/** Stopped before it deletes: a person is to look. */
export class BrakeError extends Error {
  override readonly name = 'BrakeError'
  readonly counted: Counted

  constructor(counted: Counted, entity: string) {
    super(`${counted.missing} of ${counted.all} ${entity} are gone from the store. Nothing was marked deleted.`)
    this.counted = counted
  }
}
