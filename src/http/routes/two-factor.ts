import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordChange } from '../../connections/audit.ts'
import { Problem } from '../../errors.ts'
import { BackupCodes, CodeInput, Me, PasswordInput, TwoFactorEnrolment } from '../api/session.ts'
import { toMe } from '../caller.ts'
import type { AddRoutes, RouteContext } from '../server.ts'
import { readPerson, refusal } from '../sessions.ts'
import { setCookies } from '../set-cookies.ts'

const config = { role: 'viewer', person: true } as const
const Enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })

export const addTwoFactorRoutes: AddRoutes = (app, { seenBy }) => {
  app.post(
    '/me/two-factor',
    {
      config,
      schema: {
        summary: 'Begin with an authenticator app',
        description: 'It counts from the moment a code of it is confirmed.',
        body: PasswordInput,
        response: { 200: TwoFactorEnrolment },
      },
    },
    async (request, reply) => {
      if (request.caller.twoFactor) throw alreadyOn
      const answered = await ask(seenBy(request), { request, reply }, { path: 'enable', refused: wrong('password') })
      const { totpURI: uri, backupCodes } = Enabled.parse(answered.body)
      return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', backupCodes }
    },
  )
  app.post(
    '/me/two-factor/confirm',
    { config, schema: { summary: 'Confirm the first code of the app', body: CodeInput, response: { 200: Me } } },
    async (request, reply) => {
      if (request.caller.twoFactor) throw alreadyOn
      const code = request.body.code.replaceAll(/\s/g, '')
      await ask(seenBy(request), { request, reply }, { path: 'verify-totp', refused: wrong('code'), body: { code } })
      return changed(seenBy(request), request, 'user.two_factor_added')
    },
  )
  app.post(
    '/me/two-factor/backup-codes',
    {
      config,
      schema: {
        summary: 'New backup codes; the old ones are good for nothing any more',
        body: PasswordInput,
        response: { 200: BackupCodes },
      },
    },
    async (request, reply) => {
      if (!request.caller.twoFactor) throw notOn
      const step = { path: 'generate-backup-codes', refused: wrong('password') }
      const answered = await ask(seenBy(request), { request, reply }, step)
      await changed(seenBy(request), request, 'user.backup_codes_made')
      return BackupCodes.parse(answered.body)
    },
  )
  app.post(
    '/me/two-factor/disable',
    { config, schema: { summary: 'Sign in without a code from now on', body: PasswordInput, response: { 200: Me } } },
    async (request, reply) => {
      await ask(seenBy(request), { request, reply }, { path: 'disable', refused: wrong('password') })
      return changed(seenBy(request), request, 'user.two_factor_removed')
    },
  )
}

interface Step {
  readonly path: string
  readonly refused: Problem
  /** Default: that of the request. */
  readonly body?: object
}

async function ask(
  { signIn }: RouteContext,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { path, refused, body = request.body as object }: Step,
) {
  const answered = await signIn.ask(request, `/two-factor/${path}`, { body })
  if (answered.status !== 200) throw refusal({ reply }, answered, refused)
  if (answered.cookies.length > 0) setCookies(reply, answered)
  return answered
}

async function changed({ db }: RouteContext, { caller, actor }: FastifyRequest, action: string): Promise<Me> {
  await recordChange(db.pool, actor, { action, target: caller.id })
  return toMe(await readPerson(db.pool, caller.id))
}

const messages = {
  password: 'This is not your password.',
  code: 'The code is not right. Enter the one that the app shows now.',
}
const wrong = (path: keyof typeof messages) =>
  new Problem('invalid', messages[path], { fields: [{ path, message: messages[path] }] })

const notOn = new Problem('conflict', 'Signing in asks for no code.', {
  remedy: 'Add an authenticator app first: backup codes stand in for it.',
  more: { code: 'two_factor_off' },
})
const alreadyOn = new Problem('conflict', 'Signing in asks for a code already.', {
  remedy: 'To change the phone, switch it off first.',
  more: { code: 'two_factor_on' },
})
