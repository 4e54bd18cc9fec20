/** The unique or foreign key that a statement ran against, by the name that the database has for it. */
export function brokenConstraint(error: unknown): string | undefined {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return (code === '23505' || code === '23503') && typeof constraint === 'string' ? constraint : undefined
}
