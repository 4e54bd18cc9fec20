import type { FastifyContextConfig } from 'fastify'
import type { Actor } from '../connections/audit.ts'
import { Problem } from '../errors.ts'
import { type Role, roles } from './api/keys.ts'
import { type Caller, type FindCaller, toActor } from './caller.ts'
import { refuseForeignPages } from './origin.ts'
import type { App, ServerOptions } from './server.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The least role that may ask; every route of the API names one. */
    role?: Role | 'anyone'
    /** For people only: a key has no password and no sessions. */
    person?: boolean
    /** Of the whole installation: not for a key that sees one company group. */
    installation?: boolean
    /** Allowed to who must change the password first. */
    withGivenPassword?: boolean
  }
  interface FastifyRequest {
    caller: Caller
    actor: Actor
    /** For an answer that goes on and on. @throws Problem once who asks would not be let in any more */
    askAgain: () => Promise<void>
  }
}

export const apiPrefix = '/api/v1'

/** Lets a request through only from whom its role suffices. A route of the API that names no role cannot be added. */
export function requireRoles(app: App, options: ServerOptions, findCaller: FindCaller): void {
  app.decorateRequest('caller')
  app.decorateRequest('actor')
  app.decorateRequest('askAgain')
  app.addHook('onRoute', route => {
    if (!route.url.startsWith(apiPrefix)) return
    const role = route.config?.role
    if (role === undefined) throw new Error(`${route.method} ${route.url} must name its least role.`)
    const security = role === 'anyone' ? [] : route.config?.person ? [{ session: [] }] : [{ key: [] }, { session: [] }]
    const scope = route.config?.installation && { 'x-installation': true }
    route.schema = Object.assign({}, route.schema, { security, 'x-role': role, ...scope })
  })
  app.addHook('onRequest', async (request, reply) => {
    const { config } = request.routeOptions
    const { role } = config
    if (role === undefined) return
    refuseForeignPages(request, options.publicUrl)
    if (role === 'anyone') return
    const letIn = async () => refuse(await findCaller(request, reply), { ...config, role })
    const caller = await letIn()
    request.caller = caller
    request.actor = { ...toActor(caller), address: request.ip }
    request.askAgain = async () => void (await letIn())
  })
}

function refuse(caller: Caller, { role, ...config }: FastifyContextConfig & { readonly role: Role }): Caller {
  if (!config.withGivenPassword) refuseGivenPassword(caller)
  if (config.person) refuseKey(caller)
  refuseLesser(caller, role)
  if (config.installation) refuseGroupKey(caller)
  return caller
}

function refuseGivenPassword({ mustChangePassword }: Caller): void {
  if (!mustChangePassword) return
  throw new Problem('forbidden', 'Your password was given to you by an admin. Change it first.', {
    remedy: 'Choose a password of your own, then go on.',
    more: { code: 'password_change_needed' },
  })
}

function refuseKey({ via }: Caller): void {
  if (via === 'session') return
  throw new Problem('forbidden', 'This is for people who have signed in; a key has no account.', {
    remedy: 'Sign in with e-mail and password.',
  })
}

function refuseGroupKey({ companyGroup }: Caller): void {
  if (companyGroup === null) return
  throw new Problem(
    'forbidden',
    `This key is for the company group “${companyGroup.name}”; this is about all of Koppla.`,
    {
      remedy: 'Ask an admin for a key that is for all company groups.',
    },
  )
}

function refuseLesser({ via, role }: Caller, least: Role): void {
  if (roles.indexOf(role) >= roles.indexOf(least)) return
  const [what, remedy] =
    via === 'key'
      ? [`This key has the role ${role}; ${least} is needed.`, `Ask an admin for a key with the role ${least}.`]
      : [`Your role is ${role}; for this, ${least} is needed.`, `Ask an admin to do it, or for the role ${least}.`]
  throw new Problem('forbidden', what, { remedy })
}
