import type { State } from './state.ts'

/** Each store view counts for itself: `000000001` in the first, `2000000001` in the second. */
export function numberOrder(state: State, storeId: 1 | 2): string {
  const number = String(++state.counted[storeId]).padStart(9, '0')
  return storeId === 1 ? number : `${storeId}${number}`
}
