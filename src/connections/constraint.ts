/** Stands for the view that keeps what a company group's key makes within that group. */
export const outsideGroup = 'outside the company group'

/** The unique or foreign key that a statement ran against, by the name that the database has for it. */
export function brokenConstraint(error: unknown): string | undefined {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  if (code === '44000') return outsideGroup
  return (code === '23505' || code === '23503') && typeof constraint === 'string' ? constraint : undefined
}

/** Names are the same in whatever case. */
export const isNameOf = (constraint: string | undefined, table: string): boolean =>
  constraint === `${table}_name_key` || constraint === `${table}_name_any_case_key`
