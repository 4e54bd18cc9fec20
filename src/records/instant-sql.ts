/** An instant inside JSON, told as it is everywhere else: `2026-03-29T01:00:00.000Z`. */
export const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
