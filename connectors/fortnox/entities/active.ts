import type { RawFlag } from '../map/raw.ts'
import { isSet } from '../map/values.ts'
import type { Query } from '../walk.ts'

/** Whether a list without a filter has what is inactive, Fortnox does not tell; nor does a row say which it is. */
export const activeParts: readonly Query[] = [{ filter: 'active' }, { filter: 'inactive' }]

/** A row is what the list is that it stands in; a record says it itself. */
export function isInactive(row: Readonly<Record<string, unknown>>, part: number | undefined): boolean {
  if (part !== undefined) return part === 1
  const active = row['Active'] as RawFlag
  return active !== null && active !== undefined && !isSet(active)
}
