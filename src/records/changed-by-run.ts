import type { EntityName } from '../sdk/index.ts'

/** Filters for the records that a run has changed, as events tell it and for as long as they are kept. */
export function changedBy(entity: EntityName) {
  const event = (changes: string) =>
    `EXISTS (SELECT FROM events e WHERE e.run_id = ?::uuid AND e.change IN (${changes}) AND e.entity = '${entity}'
       AND e.connection_id = t.connection_id AND e.external_id = t.external_id)`
  return {
    createdByRun: event("'created'"),
    updatedByRun: event("'updated', 'restored'"),
    deletedByRun: event("'deleted'"),
  }
}
