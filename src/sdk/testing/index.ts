/** What a practice store may use. The contract kit is not here: it needs tap, and the demo runs a practice store. */
export type { DemoStore, StartDemoStore } from '../demo-store.ts'
export { createFaultDial } from './fault-dial.ts'
export type { Fault } from './faults.ts'
export { cities, firstNames, lastNames } from './people.ts'
export { createHeldClock, createPracticeClock, type PracticeClock } from './practice-clock.ts'
export {
  type Answer,
  type Asked,
  type PracticeServer,
  type PracticeServerOptions,
  startPracticeServer,
} from './practice-server.ts'
export type { PracticeRecord, PracticeStore, Scenario } from './practice-store.ts'
export { type Practised, practise } from './practise.ts'
export { type Dice, hash, hex, takeDice } from './random.ts'
