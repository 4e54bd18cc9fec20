// What came of it, for people to read.

export interface Figures {
  kills: number
  /** Of which a run was in progress in the process that was killed. */
  inRun: number
  /** Of which a request to a store was under way. */
  inRequest: number
  inStartUp: number
  /** Of which the database or what belongs in it was being made. */
  inFirstStart: number
  /** Of which it had been asked to stop and had not come to its end. */
  inShutdown: number
  /** Asked to stop, it came to its end before it could be killed. */
  readonly shutdownMs: number[]
  /** From each start until it served. */
  readonly servingMs: number[]
  /** From a start until a process had taken up all runs that those before it had left. */
  readonly takenUpMs: number[]
  /** From a start until all that those before it had left was read. */
  readonly caughtUpMs: number[]
  edits: number
  requests: number
  events: number
  records: number
  /** What does not hold; empty: all is well. */
  readonly broken: string[]
}

export const noFigures = (): Figures => ({
  ...{ kills: 0, inRun: 0, inRequest: 0, inStartUp: 0, inFirstStart: 0, inShutdown: 0 },
  ...{ shutdownMs: [], servingMs: [], takenUpMs: [], caughtUpMs: [] },
  ...{ edits: 0, requests: 0, events: 0, records: 0, broken: [] },
})

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

const seconds = (ms: number) => (ms / 1_000).toFixed(1)
const spread = (ms: readonly number[]) =>
  ms.length === 0 ? 'never' : `${seconds(median(ms))} s, at most ${seconds(Math.max(...ms))} s (${ms.length} times)`

export function describe(figures: Figures): string {
  const { kills, inRun, inRequest, inStartUp, inFirstStart, inShutdown, broken } = figures
  return [
    `kills                 ${kills}, of which ${inRun} while a run was in progress (${inRequest} with a request under way), ${inStartUp} in start-up,`,
    `                      ${inFirstStart} in the very first start, ${inShutdown} in shutdown`,
    `meanwhile             ${figures.edits} edits in the stores, ${figures.requests} requests to them, ${figures.events} events told`,
    `start to serving      ${spread(figures.servingMs)}`,
    `start to taken up     ${spread(figures.takenUpMs)}`,
    `start to caught up    ${spread(figures.caughtUpMs)}`,
    `stop to stopped       ${spread(figures.shutdownMs)}`,
    broken.length === 0
      ? `in the end            ${figures.records} records compared: lost 0, twice 0; no run stuck, no schedule lost`
      : `BROKEN                ${broken.slice(0, 20).join('\n                      ')}`,
  ].join('\n')
}
