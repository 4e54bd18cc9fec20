import type { Say } from '../words/say.ts'
import type { AlertKind } from './kinds.ts'
import type { Pending, Plan } from './plan.ts'

/** One problem, as a message tells it. */
export interface Told {
  readonly id: string
  readonly kind: AlertKind
  readonly connectionId: string
  readonly connectionName: string
  /** Null: all of them. */
  readonly entity: string | null
  readonly since: string
  readonly endedAt: string | null
  readonly message: string
  readonly remedy: string
}

/** Problems told together; the first of them by name, and how many there are. */
export interface ToldList {
  readonly items: readonly Told[]
  readonly total: number
  readonly connections: number
}

/** One message, before it is put into words. */
export interface Digest {
  readonly at: string
  readonly began: ToldList
  readonly recovered: ToldList
  readonly lasting: ToldList
  /** Sent by hand, to see whether it arrives. */
  readonly test?: true
}

/** Enough to act on; who wants all of them looks at the list. */
const mostItems = 100

export function toDigest({ began, recovered, lasting }: Plan, at: Date): Digest {
  return { at: at.toISOString(), began: toList(began), recovered: toList(recovered), lasting: toList(lasting) }
}

export const testDigest = (at: Date): Digest => ({
  ...toDigest({ began: [], recovered: [], lasting: [] }, at),
  test: true,
})

/** What stores and the engine said, in another language. */
export function sayDigest(digest: Digest, say: Say): Digest {
  const said = ({ items, ...list }: ToldList): ToldList => ({
    ...list,
    items: items.map(one => ({ ...one, message: say(one.message), remedy: say(one.remedy) })),
  })
  const { began, recovered, lasting } = digest
  return { ...digest, began: said(began), recovered: said(recovered), lasting: said(lasting) }
}

function toList(alerts: readonly Pending[]): ToldList {
  const byName = [...alerts].sort((a, b) => a.connectionName.localeCompare(b.connectionName))
  return {
    items: byName.slice(0, mostItems).map(toTold),
    total: alerts.length,
    connections: new Set(alerts.map(one => one.connectionId)).size,
  }
}

function toTold({ id, kind, connectionId, connectionName, entity, beganAt, endedAt, message, remedy }: Pending): Told {
  const times = { since: beganAt.toISOString(), endedAt: endedAt?.toISOString() ?? null }
  return { id, kind, connectionId, connectionName, entity: entity || null, ...times, message, remedy }
}
