import type { App } from './apps.ts'
import type { State } from './state.ts'

/** Points that one app has in one shop: they leak back at a steady rate, up to the brim. */
export interface Bucket {
  available: number
  at: number
}

export interface ThrottleStatus {
  readonly maximumAvailable: number
  readonly currentlyAvailable: number
  readonly restoreRate: number
}

function fill(state: State, app: App): Bucket {
  const now = state.clock.now().getTime()
  const { maximumAvailable, restoreRate } = state.limit
  const bucket = state.buckets.get(app) ?? { available: maximumAvailable, at: now }
  const restored = (Math.max(0, now - bucket.at) / 1000) * restoreRate
  bucket.available = Math.min(maximumAvailable, bucket.available + restored)
  bucket.at = now
  state.buckets.set(app, bucket)
  return bucket
}

/** False: there is less than that, and nothing is taken. */
export function takePoints(state: State, app: App, points: number): boolean {
  const bucket = fill(state, app)
  if (bucket.available < points) return false
  bucket.available -= points
  return true
}

/** What was asked for and not used. */
export function giveBack(state: State, app: App, points: number): void {
  const bucket = fill(state, app)
  bucket.available = Math.min(state.limit.maximumAvailable, bucket.available + Math.max(0, points))
}

export const throttleStatus = (state: State, app: App): ThrottleStatus => ({
  ...state.limit,
  currentlyAvailable: Math.floor(fill(state, app).available),
})
