import { z } from 'zod'
import { Id, Instant, Name } from './common.ts'
import { KeyGroup, Role } from './keys.ts'

/** An e-mail address as it is stored: in lower case, so that it is one account in any case. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'At most 254 characters are allowed.')
  .pipe(z.email('An e-mail address is allowed, such as anna@example.com.'))

/** A password to be. Length is what makes it strong; any characters will do. */
export const NewPassword = z
  .string()
  .min(12, 'At least 12 characters are needed; a sentence is easy to remember.')
  .max(128, 'At most 128 characters are allowed.')

const Password = z.string().min(1, 'Fill this in.').max(128, 'At most 128 characters are allowed.')
const Code = z
  .string()
  .trim()
  .min(1, 'Fill this in.')
  .max(20, 'The six digits of the authenticator app, or a backup code, are allowed.')
  .describe('The six digits of the authenticator app; for signing in, a backup code too.')

export const languages = ['en', 'sv'] as const
export const Language = z.enum(languages, `One of ${languages.join(', ')} is allowed.`)
export type Language = z.output<typeof Language>

/** What the sign-in page must know. */
export const Setup = z
  .object({
    needed: z.boolean().describe('The first admin is still to be made.'),
    sso: z
      .object({ label: z.string().nullable().describe('Words of the operator’s for the button.') })
      .nullable()
      .describe('Set where people may sign in with single sign-on: open `/api/v1/session/sso` in the browser.'),
  })
  .meta({ id: 'SetupState' })
export type Setup = z.output<typeof Setup>

/** Why single sign-on let nobody in; the sign-in page is opened with it as `sso`. */
export const ssoRefusals = [
  ...['unknown_person', 'no_email', 'email_unverified', 'no_access', 'other_account', 'unreachable', 'clock'],
  ...['misconfigured', 'cancelled', 'expired', 'too_many', 'refused'],
] as const
export type SsoRefusal = (typeof ssoRefusals)[number]

export const SetupInput = z
  .strictObject({
    key: z.string().trim().min(1, 'Fill this in.').max(100).describe('The admin key that the first start printed.'),
    name: Name,
    email: Email,
    password: NewPassword,
  })
  .meta({ id: 'SetupInput' })
export type SetupInput = z.input<typeof SetupInput>

export const SignIn = z.strictObject({ email: Email, password: Password, code: Code.optional() }).meta({ id: 'SignIn' })
export type SignIn = z.input<typeof SignIn>

/** Who asks: a person who signed in, or a key. */
export const Me = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable().describe('Null for a key.'),
    role: Role,
    companyGroup: KeyGroup,
    via: z.enum(['session', 'key']),
    language: Language.nullable().describe('Null: as the browser has it.'),
    twoFactor: z.boolean().describe('Whether signing in asks for a code.'),
    hasPassword: z.boolean().describe('False: for a key, and for who signs in through single sign-on alone.'),
    mustChangePassword: z.boolean().describe('True: until the password is changed, nothing else is allowed.'),
  })
  .meta({ id: 'Me' })
export type Me = z.output<typeof Me>

export const SignedIn = z
  .object({
    twoFactor: z.boolean().describe('True: nobody is signed in yet; send the same again, with `code`.'),
    me: Me.nullable().describe('Null while a code is needed.'),
  })
  .meta({ id: 'SignedIn' })
export type SignedIn = z.output<typeof SignedIn>

/** What is left out stays. A new password needs the old one, and ends all other sessions. */
export const ChangeMe = z
  .strictObject({
    name: Name.optional(),
    language: Language.nullable().optional(),
    oldPassword: Password.optional(),
    newPassword: NewPassword.optional(),
  })
  .refine(({ oldPassword, newPassword }) => (oldPassword === undefined) === (newPassword === undefined), {
    path: ['oldPassword'],
    message: 'The old password and the new one go together.',
  })
  .meta({ id: 'ChangeMe' })
export type ChangeMe = z.input<typeof ChangeMe>

/** One browser that is signed in. */
export const MySession = z
  .object({
    id: Id,
    current: z.boolean().describe('The one that asks.'),
    createdAt: Instant,
    lastSeenAt: Instant.describe('To the hour.'),
    expiresAt: Instant,
    address: z.string().nullable(),
    device: z.string().nullable().describe('What the browser says of itself.'),
  })
  .meta({ id: 'MySession' })
export type MySession = z.output<typeof MySession>

export const PasswordInput = z.strictObject({ password: Password }).meta({ id: 'PasswordInput' })
export type PasswordInput = z.input<typeof PasswordInput>

/** For the authenticator app. It counts from the moment a first code is confirmed. */
export const TwoFactorEnrolment = z
  .object({
    uri: z.string().describe('For the QR code: `otpauth://totp/…`'),
    secret: z.string().describe('To type in where there is no camera.'),
    backupCodes: z.array(z.string()).describe('Each is good for one sign-in; shown this once.'),
  })
  .meta({ id: 'TwoFactorEnrolment' })
export type TwoFactorEnrolment = z.output<typeof TwoFactorEnrolment>

/** In place of the app, each good for one sign-in. */
export const BackupCodes = z
  .object({ backupCodes: z.array(z.string()).describe('Shown this once.') })
  .meta({ id: 'BackupCodes' })
export type BackupCodes = z.output<typeof BackupCodes>

export const CodeInput = z.strictObject({ code: Code }).meta({ id: 'CodeInput' })
export type CodeInput = z.input<typeof CodeInput>
