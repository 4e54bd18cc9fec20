/** SQL for a stored amount as people write it: at least two decimals, more only where they say something (`12.50`, `0.125`). */
export const money = (column: string): string =>
  `(CASE WHEN scale(trim_scale(${column})) < 2 THEN round(${column}, 2) ELSE trim_scale(${column}) END)::text`

/** SQL for a stored quantity without trailing zeros (`3`, `1.5`). */
export const quantity = (column: string): string => `trim_scale(${column})::text`
