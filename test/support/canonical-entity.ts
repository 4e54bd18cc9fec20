import { z } from 'zod'
import { type CanonicalInput, type EntityName, entity, type StoreFacts } from '../../src/sdk/index.ts'

/** An entity whose raw records are canonical already. */
export const canonicalEntity = <Name extends EntityName>(name: Name) =>
  entity<Name, undefined, object, null, StoreFacts>({
    name,
    label: name,
    import: {
      incremental: false,
      startsAtOrderStart: false,
      raw: z.looseObject({}),
      idOf: raw => (raw as { externalId: string }).externalId,
      position: z.null(),
      async *pages() {},
      fetch: async () => [],
      map: raw => raw as CanonicalInput<Name>,
    },
  })
