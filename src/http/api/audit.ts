import { z } from 'zod'
import { ways } from '../../connections/audit.ts'
import { Instant, PageQuery, plainText } from './common.ts'

export const AuditQuery = PageQuery.extend({
  target: plainText(100).optional().describe('The id of what was changed.'),
  actor: plainText(100).optional().describe('Part of who did it: an e-mail, or the name of a key.'),
  action: plainText(100).optional().describe('How it begins: `user.` finds all that was done to people.'),
  from: Instant.optional().describe('No earlier than this.'),
  until: Instant.optional().describe('Earlier than this.'),
  after: z
    .string()
    .regex(/^\d{1,18}$/, 'The `next` value of a page that was read before is allowed.')
    .optional(),
})
export type AuditQuery = z.output<typeof AuditQuery>

export const AuditEntry = z
  .object({
    id: z.string(),
    at: Instant,
    actor: z.string().describe('The e-mail of a person, the name of a key, or what of Koppla it was.'),
    via: z.enum(ways).nullable().describe('How they asked. Null in entries of older versions: nobody knows.'),
    actorId: z
      .string()
      .nullable()
      .describe('Of the person or the key, which may be named like others; of the command line, the system’s user.'),
    action: z.string(),
    target: z.string().nullable(),
    thing: z
      .object({ kind: z.enum(['connection', 'run', 'user', 'key', 'place']), name: z.string() })
      .nullable()
      .describe('What the target is, while it is still there; of a run, its connection.'),
    detail: z.record(z.string(), z.unknown()),
    address: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.output<typeof AuditEntry>

export const AuditProofQuery = z.strictObject({
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'A hash as `head` told it before is allowed: 64 digits, 0-9 and a-f.')
    .optional()
    .describe('The `head` of an earlier proof: is that entry still there?'),
})

export const AuditProof = z
  .object({
    intact: z.boolean(),
    entries: z.int(),
    unchained: z.int().describe('Entries that are older than the chain: nothing is proven of them.'),
    shortened: z
      .boolean()
      .describe('Whether earlier entries are no longer kept. Nothing proves that these were old enough to go.'),
    since: Instant.nullable().describe('When the first entry that is kept was written.'),
    head: z.string().describe('The hash of the latest entry, in hex; empty while there is none.'),
    found: z.boolean().nullable().describe('Whether the entry with the hash that was asked for is there.'),
    entry: z.object({ id: z.string(), at: Instant }).optional().describe('Where the chain breaks first.'),
    problem: z.object({ message: z.string(), remedy: z.string() }).optional(),
  })
  .meta({ id: 'AuditProof' })
export type AuditProof = z.output<typeof AuditProof>
