/** What the exit code of a command means to a script. */
export const exitCodes = {
  /** Done; the answer is yes. */
  ok: 0,
  /** Done; the answer is no: a verification that is not green, a run that failed, something that is not complete. */
  no: 1,
  /** What was typed cannot be used. */
  usage: 2,
  /** Koppla, its database or the key could not be had. */
  unavailable: 3,
  /** Refused: there is no such thing, or it is in the way of something. */
  refused: 4,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
