import type { EntityName } from './canonical/index.ts'
import type { Check, Session } from './checks.ts'
import { ConnectorError } from './errors.ts'

export interface Readable<Name extends EntityName, Values, Facts, Client> {
  /** The form field to point at when asking throws. */
  readonly field: string
  /** As in `Check`. */
  readonly together: string
  /** Reads one record: what it found, in a word or none, or why it cannot be read. */
  readonly read: (session: Session<Values, Facts, Client>, entity: Name) => Promise<string | ConnectorError>
  /** Whether, without this entity, there is still something to connect for. */
  readonly isAnythingReadable: (session: Session<Values, Facts, Client>, entity: Name) => Promise<boolean>
}

/** Whether an entity can be read. One that cannot is not imported, and stops nothing else as long as there is something. */
export function readableCheck<Name extends EntityName, Values, Facts, Client>(
  entity: Name,
  { field, together, read, isAnythingReadable }: Readable<Name, Values, Facts, Client>,
): Check<Values, Facts, Client> {
  const word = entity.charAt(0).toUpperCase() + entity.slice(1)
  return {
    id: `entity.${entity}`,
    title: `${word} can be read`,
    field,
    blocking: false,
    entity,
    together,
    run: async session => {
      const answer = await read(session, entity)
      if (!(answer instanceof ConnectorError)) return { status: 'passed', detail: answer, found: {} }
      return {
        status: (await isAnythingReadable(session, entity)) ? 'warning' : 'failed',
        diagnosis: `${word} cannot be read. ${answer.message}`,
        remedy: answer.remedy,
        field: answer.field ?? 'apiUrl',
      }
    },
  }
}
