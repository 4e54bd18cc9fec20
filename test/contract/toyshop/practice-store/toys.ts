import type { PracticeClock, PracticeRecord } from '../../../../src/sdk/testing/index.ts'

/** One row of the toyshop: what its API shows, and what it keeps to itself. */
export interface Row {
  readonly id: number
  created: string
  modified: string
  trashed: boolean
  /** Filtered out after the limit was applied. */
  hidden: boolean
  /** Changes without bumping `modified`. */
  refunded: string
  readonly shown: Readonly<Record<string, unknown>>
}

export type Rows = Row[]

export const seconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`
const hourMs = 3_600_000

/** Ten rows, an hour apart, in groups of four that were modified in the same second. */
export function seedRows(clock: PracticeClock, show: (id: number) => Readonly<Record<string, unknown>>): Rows {
  const start = clock.now().getTime() - 1_000 * hourMs
  return Array.from({ length: 10 }, (_, i) => ({
    id: i + 1,
    created: seconds(new Date(start + i * hourMs)),
    modified: seconds(new Date(start + (20 + Math.floor(i / 4)) * hourMs)),
    trashed: false,
    hidden: false,
    refunded: '0.00',
    shown: show(i + 1),
  }))
}

export const livingOf = (rows: Rows): PracticeRecord[] =>
  rows
    .filter(({ trashed, hidden }) => !trashed && !hidden)
    .map(({ id, created, modified }) => ({
      externalId: String(id),
      createdAt: new Date(created).toISOString(),
      modifiedAt: new Date(modified).toISOString(),
    }))

export const showRow = ({ id, created, modified, trashed, refunded, shown }: Row) => ({
  id,
  created,
  modified,
  trashed,
  refunded,
  ...shown,
})
