import { z } from 'zod'
import { StartError } from '../errors.ts'

/** What a system knows this Koppla by, lent to all connections to it that have no app of their own. */
export interface LentApp {
  readonly clientId: string
  readonly clientSecret: string
  /** Where it is known; absent: where the system is by itself. It is shown nowhere else. */
  readonly apiUrl: string | undefined
}

/** By the connector's id. */
export type LentApps = ReadonlyMap<string, LentApp>

const filled = z.string().trim().min(1).max(2_000)

/** One of each for every system that people give consent at. */
export const lentAppTable = {
  'KOPPLA_<SYSTEM>_CLIENT_ID': {
    describe:
      'Client id of the operator’s own app at a system that people give consent at, such as KOPPLA_FORTNOX_CLIENT_ID: lent to every connection that has no app of its own.',
    allowed: 'the client id that the system gave',
    schema: filled.optional(),
  },
  'KOPPLA_<SYSTEM>_CLIENT_SECRET': {
    describe: 'Its client secret. It is read anew at each start and stored nowhere.',
    allowed: 'the client secret that the system gave',
    secret: true,
    schema: filled.optional(),
  },
  'KOPPLA_<SYSTEM>_API_URL': {
    describe:
      'The API URL at which that app is known; its secret is sent nowhere else. Default: the one that the form begins with.',
    allowed: 'an http or https address',
    schema: z.url({ protocol: /^https?$/ }).optional(),
  },
} as const

/** The name of a setting: `magento-two` and CLIENT_ID make KOPPLA_MAGENTO_TWO_CLIENT_ID. */
export const nameOfLent = (id: string, part: string): string =>
  `KOPPLA_${id.toUpperCase().replaceAll('-', '_')}_${part}`

/**
 * @param taken names that are of something else
 * @throws StartError for the first that cannot be used, or has not its other half
 */
export function readLentApps(environment: Readonly<Record<string, string | undefined>>, taken: object): LentApps {
  const found = Object.keys(environment).flatMap(name => {
    const system = /^KOPPLA_([A-Z][A-Z0-9_]*)_(?:CLIENT_ID|CLIENT_SECRET|API_URL)$/.exec(name)?.[1]
    return system === undefined || name in taken || !environment[name]
      ? []
      : [system.toLowerCase().replaceAll('_', '-')]
  })
  return new Map([...new Set(found)].sort().map(id => [id, readLentApp(environment, id)]))
}

function readLentApp(environment: Readonly<Record<string, string | undefined>>, id: string): LentApp {
  const read = (part: 'CLIENT_ID' | 'CLIENT_SECRET' | 'API_URL') => {
    const { schema, allowed } = lentAppTable[`KOPPLA_<SYSTEM>_${part}`]
    const result = schema.safeParse(environment[nameOfLent(id, part)] || undefined)
    if (result.success) return result.data
    throw new StartError(`${nameOfLent(id, part)} holds something that cannot be used; allowed: ${allowed}.`)
  }
  const [clientId, clientSecret, apiUrl] = [read('CLIENT_ID'), read('CLIENT_SECRET'), read('API_URL')]
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret, apiUrl }
  throw new StartError(
    `${nameOfLent(id, 'CLIENT_ID')} and ${nameOfLent(id, 'CLIENT_SECRET')} go together; set both, or none.`,
  )
}
