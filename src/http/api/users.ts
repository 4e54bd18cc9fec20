import { z } from 'zod'
import { Id, Instant, Name } from './common.ts'
import { Role } from './keys.ts'
import { Email, Language } from './session.ts'

/** A person who may sign in. */
export const User = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: Role,
    language: Language.nullable(),
    twoFactor: z.boolean(),
    mustChangePassword: z.boolean().describe('Has not yet replaced the password that was given.'),
    createdAt: Instant,
    lastSignInAt: Instant.nullable(),
    sessions: z.int().describe('Browsers in which the person is signed in.'),
    keys: z
      .array(z.object({ id: Id, name: z.string(), role: Role }))
      .describe('API keys that the person made and that are not revoked: they outlive the person.'),
  })
  .meta({ id: 'User' })
export type User = z.output<typeof User>

export const NewUser = z.strictObject({ name: Name, email: Email, role: Role }).meta({ id: 'NewUser' })
export type NewUser = z.input<typeof NewUser>

/** What is left out stays. */
export const ChangeUser = z.strictObject({ name: Name.optional(), role: Role.optional() }).meta({ id: 'ChangeUser' })
export type ChangeUser = z.input<typeof ChangeUser>

export const DeleteUser = z.strictObject({
  keys: z
    .enum(['keep', 'revoke'], 'keep or revoke is allowed.')
    .default('keep')
    .describe('What becomes of the API keys that the person made. Default: they go on working.'),
})

export const UserWithPassword = User.extend({
  password: z.string().describe('To hand over; shown this once, and to be changed at the first sign-in.'),
}).meta({ id: 'UserWithPassword' })
export type UserWithPassword = z.output<typeof UserWithPassword>
