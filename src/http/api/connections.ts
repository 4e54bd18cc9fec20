import { z } from 'zod'
import { CheckOutcome } from '../../connections/outcome.ts'
import { connectionStates } from '../../connections/states.ts'
import { troubles } from '../../connections/trouble.ts'
import { Day, Id, Instant, Name, PageQuery, plainText, TrueOrFalse } from './common.ts'
import { ScheduleBrief } from './schedules.ts'
import { Freshness, Missing } from './status.ts'

export { CheckOutcome }

/** Exactly the fields that the connector declares. */
export const Credential = z
  .record(z.string(), z.unknown(), {
    error: 'An object is needed, with exactly the fields that `GET /connectors` names for the system.',
  })
  .describe('Exactly the fields that `GET /connectors` names for the system.')
  .meta({ examples: [{ apiUrl: 'https://shop.example.com', accessToken: 'ck_…', secret: 'cs_…' }] })
const AuthorizationId = Id.optional().describe(
  'A consent of this session that `holdsSecret`: that becomes the connection’s, once.',
)
const Token = z
  .string()
  .max(1_000_000)
  .describe('From a green verification of the same values, at most 15 minutes old.')

export const VerifyInput = z
  .strictObject({
    externalSystem: plainText(50),
    credential: Credential,
    connectionId: Id.optional().describe('When the credential is to replace the one of this connection.'),
    authorizationId: AuthorizationId,
  })
  .meta({
    id: 'Verify',
    examples: [
      {
        externalSystem: 'woocommerce',
        credential: { apiUrl: 'https://shop.example.com', accessToken: 'ck_…', secret: 'cs_…' },
      },
    ],
  })
export type VerifyInput = z.output<typeof VerifyInput>

export const VerificationReport = z
  .object({
    green: z.boolean().describe('Nothing failed: it can be saved.'),
    checks: z.array(CheckOutcome),
    store: z.looseObject({ identity: z.string(), name: z.string(), url: z.string() }).nullable(),
    unreadable: z.record(z.string(), z.string()).describe('Why an entity cannot be read, by its name.'),
    verificationToken: z.string().nullable(),
    expiresAt: Instant.nullable(),
  })
  .meta({ id: 'VerificationReport' })
export type VerificationReport = z.output<typeof VerificationReport>

export const NewConnectionInput = z
  .strictObject({
    name: Name,
    externalSystem: plainText(50),
    credential: Credential,
    orderStart: Day.optional().describe("Orders created on or after this day, in the store's zone. Default: today."),
    warehouseId: Id.nullish(),
    companyGroupId: Id.nullish(),
    importNow: z.array(plainText(50)).max(20).optional().describe('Entities to import once right away.'),
    verificationToken: Token.nullish(),
    authorizationId: AuthorizationId,
  })
  .meta({
    id: 'NewConnection',
    examples: [
      {
        name: 'My shop',
        externalSystem: 'woocommerce',
        credential: { apiUrl: 'https://shop.example.com', accessToken: 'ck_…', secret: 'cs_…' },
        orderStart: '2026-01-01',
        importNow: ['products', 'orders'],
        verificationToken: 'the `verificationToken` of a green report',
      },
    ],
  })

export const ConnectionChangeInput = z
  .strictObject({
    name: Name,
    orderStart: Day.describe('Earlier: what lies between is imported. Later: nothing is deleted.'),
    warehouseId: Id.nullable(),
    companyGroupId: Id.nullable(),
  })
  .partial()
  .meta({ id: 'ConnectionChange', examples: [{ name: 'My other shop', orderStart: '2025-01-01', warehouseId: null }] })

export const CredentialInput = z
  .strictObject({ credential: Credential, verificationToken: Token.nullish(), authorizationId: AuthorizationId })
  .meta({ id: 'NewCredential' })

export const DeleteInput = z
  .strictObject({ name: z.string().describe('The name of the connection, to confirm.') })
  .partial()
  .nullish()

export const Deleted = z
  .object({ deleted: z.record(z.string(), z.int()).describe('How many of what went with it.') })
  .meta({ id: 'Deleted' })

export const ConnectionQuery = PageQuery.extend({
  name: plainText(100).optional().describe('Exactly this name.'),
  q: plainText(100).optional().describe('A part of the name.'),
  externalSystem: plainText(50).optional(),
  state: z.enum(connectionStates, `One of ${connectionStates.join(', ')} is allowed.`).optional(),
  troubled: TrueOrFalse.optional().describe('true: those with a `trouble`.'),
})

const Named = z.object({ id: Id, name: z.string() })

export const ConnectionAnswer = z
  .object({
    id: Id,
    name: z.string(),
    externalSystem: z.string(),
    state: z.enum(connectionStates),
    attention: z
      .looseObject({ kind: z.string(), message: z.string(), remedy: z.string() })
      .nullable()
      .describe('What a person must put right before runs go on.'),
    trouble: z
      .enum(troubles)
      .nullable()
      .describe(
        'Why a person should look at it. attention: runs wait for a person. failed: the last run of an entity did. rejections: records are set aside. unscheduled: no schedule is on.',
      ),
    credential: z.record(z.string(), z.string()).describe('Secret fields are shown by their ending.'),
    store: z.looseObject({ identity: z.string(), name: z.string(), url: z.string(), timeZone: z.string() }),
    practice: z.boolean().describe('A practice store, which Koppla itself runs: its records are invented.'),
    orderStart: z.string(),
    warehouse: Named.nullable(),
    companyGroup: Named.nullable(),
    verifiedAt: Instant,
    pausedAt: Instant.nullable(),
    createdAt: Instant,
    freshness: Freshness.describe('The state of its entities that a person should know first.'),
    complete: z.boolean().describe('Nothing is missing of any entity whose schedule is on.'),
    completeSince: Instant.nullable().describe(
      'What was created in the store from then on is here, of every entity whose schedule is on. Null with `completeUntil`: whatever its age.',
    ),
    completeUntil: Instant.nullable().describe("As it was then, or later, by the store's clock. Null: nothing yet."),
    entities: z.array(
      ScheduleBrief.extend({
        freshness: Freshness,
        missing: z.array(Missing).describe('What keeps it from being complete, and what to do.'),
      }),
    ),
  })
  .meta({ id: 'Connection' })
export type ConnectionAnswer = z.output<typeof ConnectionAnswer>

export const ConnectionDetailAnswer = ConnectionAnswer.extend({
  report: z.array(CheckOutcome).describe('The last verification, check by check.'),
}).meta({ id: 'ConnectionDetail' })
export type ConnectionDetailAnswer = z.output<typeof ConnectionDetailAnswer>
