import { z } from 'zod'
import { Id, Instant, Name } from './common.ts'

/** From least to most; each may do what the ones before it may. */
export const roles = ['viewer', 'support', 'admin'] as const
export const Role = z.enum(roles, `One of ${roles.join(', ')} is allowed.`)
export type Role = z.output<typeof Role>

export const NewKey = z
  .strictObject({
    name: Name,
    role: Role,
    companyGroupId: Id.nullish().describe('The company group whose connections it sees; null or left out: all.'),
  })
  .meta({ id: 'NewKey' })
export type NewKey = z.output<typeof NewKey>

export const KeyGroup = z
  .object({ id: Id, name: z.string() })
  .nullable()
  .describe('The company group that it sees, with its connections and all that hangs on them; null: all.')

export const Key = z
  .object({
    id: Id,
    name: z.string(),
    role: Role,
    companyGroup: KeyGroup,
    ending: z.string().describe('How the token ends, to tell keys apart.'),
    createdAt: Instant,
    createdBy: z.string().nullable().describe('The person who made it; null: a program, or somebody who is gone.'),
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'Key' })
export type Key = z.output<typeof Key>

export const CreatedKey = Key.extend({ key: z.string().describe('Shown this once.') }).meta({ id: 'CreatedKey' })
export type CreatedKey = z.output<typeof CreatedKey>
