import { createHash } from 'node:crypto'
import { createAuthEndpoint } from '@better-auth/core/api'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { setSessionCookie } from 'better-auth/cookies'
import { betterAuth } from 'better-auth/minimal'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Vault } from '../connections/secrets.ts'
import type { Database } from '../db.ts'
import type { Log } from '../log.ts'
import { Role } from './api/keys.ts'
import { Language } from './api/session.ts'
import { createRefusalLog } from './refused-sign-ins.ts'

export interface SignInOptions {
  readonly db: Database
  readonly vault: Vault
  readonly log: Log
  /** Where browsers reach us. https: the cookies are sent over nothing else. */
  readonly publicUrl?: string | undefined
}

/** What the library answers to one of its requests. */
export interface Answered {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  /** For the browser, as `Set-Cookie` has them. */
  readonly cookies: readonly string[]
  readonly retryAfterS: number | undefined
}

export interface OpenSession {
  readonly sessionId: string
  readonly person: Person
  /** Set when the session was prolonged. */
  readonly cookies: readonly string[]
}

/** Passwords, sessions, throttling and second factors, by a library that is proven in them. */
export interface SignIn {
  /** Asks the library over its own requests, where it throttles by the client's address. */
  readonly ask: (request: FastifyRequest, path: string, asking?: Asking) => Promise<Answered>
  readonly findSession: (request: FastifyRequest) => Promise<OpenSession | undefined>
}

export interface Asking {
  readonly body?: object
  /** As the header has it; default: those of the request. */
  readonly cookie?: string
}

const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  language: Language.nullish().transform(language => language ?? null),
  mustChangePassword: z.boolean(),
  twoFactorEnabled: z.boolean(),
})
export type Person = z.output<typeof Person>

export const sessionCookie = 'koppla.session_token'
const sessionCookiePattern = /(?:^|;\s*)(?:__Secure-)?koppla\.session_token=/
/** Set by us on every request to the library, so that no client can. */
const addressHeader = 'x-koppla-client'
const basePath = '/api/auth'

export function openSignIn(options: SignInOptions): SignIn {
  const origin = new URL(options.publicUrl ?? 'http://koppla.invalid').origin
  const auth = createLibrary(options, origin)
  const alive = () => options.db.pool.query('SELECT 1')
  const tellRefusal = createRefusalLog(options.log)
  return {
    async ask(request, path, { body = {}, cookie = request.headers.cookie ?? '' } = {}) {
      const headers = { cookie, origin, 'content-type': 'application/json', ...describeClient(request) }
      const asked = new Request(origin + basePath + path, { method: 'POST', headers, body: JSON.stringify(body) })
      const answered = await readAnswer(await auth.handler(asked))
      tellRefusal(request.ip, path, answered)
      if (answered.status < 500) return answered
      await alive() // A lost database is told as such.
      throw new Error(`Signing in failed at ${path}.`)
    },
    async findSession(request) {
      const cookie = request.headers.cookie ?? ''
      if (!sessionCookiePattern.test(cookie)) return undefined
      const asking = { headers: new Headers({ cookie }), returnHeaders: true } as const
      const { headers, response } = await auth.api.getSession(asking).catch(async error => {
        await alive()
        throw error
      })
      if (response === null) return undefined
      const { session, user } = response
      return { sessionId: session.id, person: Person.parse(user), cookies: headers.getSetCookie() }
    },
  }
}

async function readAnswer(response: Response): Promise<Answered> {
  const text = await response.text()
  const retryAfter = response.headers.get('x-retry-after')
  return {
    status: response.status,
    body: text === '' ? {} : JSON.parse(text),
    cookies: response.headers.getSetCookie(),
    retryAfterS: retryAfter === null ? undefined : Number(retryAfter),
  }
}

const describeClient = ({ ip, headers }: FastifyRequest) => ({
  [addressHeader]: ip,
  'user-agent': headers['user-agent']?.slice(0, 300) ?? '',
})

/** A minute after the last attempt, there are as many again. */
const throttle = { window: 60, max: 10 }
/** A whole office may begin its day at once behind one address; nothing is guessed there. */
const gentle = { window: 60, max: 60 }
const hour = 3_600
const day = 24 * hour

function createLibrary({ db, vault, log }: SignInOptions, baseURL: string) {
  return betterAuth({
    appName: 'Koppla',
    baseURL,
    basePath,
    secrets: vault.signInKeys.map(({ keyId, secret }) => ({ version: versionOf(keyId), value: secret })),
    database: prismaAdapter(db.prisma, { provider: 'postgresql' }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        role: { type: 'string', input: false },
        language: { type: 'string', required: false, input: false },
        mustChangePassword: { type: 'boolean', input: false },
      },
    },
    session: { expiresIn: 7 * day, updateAge: hour },
    account: { modelName: 'signInMethod' },
    verification: { modelName: 'signInChallenge' },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'signInThrottle',
      customRules: {
        '/sign-in/sso': gentle,
        '/sign-in/*': throttle,
        '/two-factor/*': throttle,
        '/change-password': throttle,
      },
    },
    plugins: [twoFactor({ issuer: 'Koppla' }), singleSignOn],
    advanced: {
      cookiePrefix: 'koppla',
      database: { generateId: 'uuid' },
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    logger: { level: 'info', log: (level, message) => log[level === 'error' ? 'warn' : 'debug'](message) },
    onAPIError: { onError: error => log.debug({ err: error }, 'signing in was refused') },
    telemetry: { enabled: false },
  })
}

/** Opens a session for whom we have admitted. Only we ask the library, so nobody can name whom they like. */
const singleSignOn = {
  id: 'single-sign-on',
  endpoints: {
    signInSso: createAuthEndpoint(
      '/sign-in/sso',
      { method: 'POST', body: z.object({ userId: z.string() }) },
      async ctx => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId)
        if (user === null) throw ctx.error('NOT_FOUND')
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ user: { id: user.id } })
      },
    ),
  },
}

/** The library counts its secrets where we name our keys. */
export const versionOf = (keyId: string): number => createHash('sha256').update(keyId).digest().readUInt32BE()
