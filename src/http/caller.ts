import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, commandLine } from '../connections/audit.ts'
import { Problem } from '../errors.ts'
import type { Me } from './api/session.ts'
import { limitGuesses, TooManyGuesses } from './guesses.ts'
import { findKey, isOperator } from './keys.ts'
import type { ServerOptions } from './server.ts'
import { setCookies } from './set-cookies.ts'
import type { Person, SignIn } from './sign-in.ts'
import { tooMany } from './too-many.ts'

/** Who asks. */
export interface Caller extends Omit<Me, 'hasPassword'> {
  /** Set for a person. */
  readonly sessionId?: string
}

export type FindCaller = (request: FastifyRequest, reply: FastifyReply) => Promise<Caller>

/** By the key, where one is sent; else by the session's cookie. */
export function createFindCaller(signIn: SignIn, findToken: FindToken): FindCaller {
  return async (request, reply) => {
    const byKey = request.headers.authorization !== undefined
    const caller = byKey ? await findByKey(findToken, request, reply) : await findBySession(signIn, request, reply)
    if (caller !== undefined) return caller
    reply.header('www-authenticate', 'Bearer')
    throw new Problem('unauthenticated', byKey ? 'A valid API key is needed.' : 'Nobody is signed in.', {
      remedy: 'Sign in. A program sends `Authorization: Bearer kpl_…` with a key that is not revoked.',
    })
  }
}

type Found = Pick<Caller, 'id' | 'name' | 'role' | 'companyGroup'>
export type FindToken = (request: FastifyRequest, reply: FastifyReply, token: string) => Promise<Found | undefined>

/** Finds whose key it is. An address that only guesses is told to wait. @throws Problem too_many */
export function createFindToken({
  db,
  operatorKey,
  log,
}: Pick<ServerOptions, 'db' | 'operatorKey' | 'log'>): FindToken {
  const find = limitGuesses<Found>(
    async token => (isOperator(token, operatorKey) ? operator : findKey(db, token)),
    address => log.warn({ address }, 'many keys that are not known came from one address: it is told to wait'),
  )
  return ({ ip }, reply, token) =>
    find(ip, token).catch((error: unknown) => {
      throw error instanceof TooManyGuesses ? tooMany(reply, error.retryAfterS) : error
    })
}

async function findByKey(
  findToken: FindToken,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | undefined> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const key = await findToken(request, reply, token)
  return key && { ...key, ...noPerson }
}

/** Whoever has this process in hand: the command line. */
const operator = { id: 'command-line', name: 'command line', role: 'admin', companyGroup: null } as const

export function toActor({ id, email, name, via }: Caller): Actor {
  if (id === operator.id) return commandLine()
  return { id, name: email ?? name, via: via === 'session' ? 'person' : 'key' }
}

const noPerson = { email: null, via: 'key', language: null, twoFactor: false, mustChangePassword: false } as const

async function findBySession(signIn: SignIn, request: FastifyRequest, reply: FastifyReply) {
  const open = await signIn.findSession(request)
  if (open === undefined) return undefined
  if (open.cookies.length > 0) setCookies(reply, open)
  return { ...toCaller(open.person), sessionId: open.sessionId }
}

const toCaller = ({ twoFactorEnabled, ...person }: Person): Caller => ({
  ...person,
  companyGroup: null,
  via: 'session',
  twoFactor: twoFactorEnabled,
})

export const toMe = ({ hasPassword, ...person }: Person & Pick<Me, 'hasPassword'>): Me => ({
  ...toCaller(person),
  hasPassword,
})
