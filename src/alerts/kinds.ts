/** What can be wrong with a connection, the weightiest first: of several about the same thing the first is told. */
export const alertKinds = ['refused', 'closed', 'brake', 'failing', 'stalled', 'late', 'ending', 'rejections'] as const
export type AlertKind = (typeof alertKinds)[number]

/** Nothing goes on until a person acts: told sooner, though much was told lately. */
export const urgent: readonly AlertKind[] = ['refused', 'closed', 'brake']

/** Not told when a weightier one about the same entity, or the whole connection, tells why. */
export const shadowed: readonly AlertKind[] = ['failing', 'stalled', 'late']

/** Said once: no reminder, and no word when it is over. */
export const notices: readonly AlertKind[] = ['rejections']

/** Explains no other one, and is told of a paused connection too: it is then that access is not used. */
export const apart: readonly AlertKind[] = ['ending']

/** Something that is wrong now. */
export interface Found {
  readonly connectionId: string
  /** Empty: all of them. */
  readonly entity: string
  readonly kind: AlertKind
  readonly since: Date
  readonly message: string
  readonly remedy: string
}

export const keyOf = ({ connectionId, entity, kind }: Pick<Found, 'connectionId' | 'entity' | 'kind'>): string =>
  `${connectionId}/${entity}/${kind}`
