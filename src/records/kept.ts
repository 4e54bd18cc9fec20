/**
 * SQL: whether a row's connection, whose id is given, has not been deleted. A deleted one is cleared away little by little, and
 * nobody sees what is left. The ids are hashed once a query, whatever plan it has otherwise.
 */
export const isKept = (connectionId = 't.connection_id'): string =>
  `${connectionId} NOT IN (SELECT id FROM connections WHERE deleted_at IS NOT NULL)`
