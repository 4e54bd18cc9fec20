/** An instant as it stands in what is said to people: `2026-03-01 14:05 UTC`. */
export const tellInstant = (at: Date | null): string =>
  at === null ? 'an unknown time' : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
