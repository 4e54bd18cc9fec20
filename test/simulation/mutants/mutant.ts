/** An engine broken on purpose, in a way that real ones are. The simulator must find it out. */
export interface Mutant extends Breakage {
  readonly name: string
  /** A story that finds it out, on a PostgreSQL server, and that the engine as it is comes through. */
  readonly caughtBy: Pinned
  /** Where it takes two. */
  readonly also?: Breakage
}

export interface Breakage {
  /** Below the top of the project. */
  readonly file: string
  readonly edits: ReadonlyArray<readonly [from: string, to: string]>
}

/** What tellStory is given. */
export interface Pinned {
  readonly seed: number
  readonly edits: number
  readonly theme?: string
  readonly system?: string
}
