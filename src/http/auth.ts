import type { FastifyRequest } from 'fastify'
import type { Actor } from '../connections/audit.ts'
import { Problem } from '../errors.ts'
import { type Role, roles } from './api/keys.ts'
import { findKey, isOperator } from './keys.ts'
import type { App, ServerOptions } from './server.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The least role that may ask; every route of the API names one. */
    role?: Role
  }
  interface FastifyRequest {
    actor: Actor
  }
}

export const apiPrefix = '/api/v1'

/** Whoever has this process in hand: the command line. */
const operator = { name: 'command line', role: 'admin' } as const

/** Lets a request through only with a key whose role suffices. A route of the API that names no role cannot be added. */
export function requireKeys(app: App, { db, operatorKey }: Pick<ServerOptions, 'db' | 'operatorKey'>): void {
  app.decorateRequest('actor')
  app.addHook('onRoute', route => {
    if (!route.url.startsWith(apiPrefix)) return
    const role = route.config?.role
    if (role === undefined) throw new Error(`${route.method} ${route.url} must name its least role.`)
    route.schema = Object.assign({}, route.schema, { security: [{ key: [] }], 'x-role': role })
  })
  app.addHook('onRequest', async (request, reply) => {
    const least = request.routeOptions.config.role
    if (least === undefined) return
    const token = bearerToken(request)
    const key = isOperator(token, operatorKey) ? operator : await findKey(db, token)
    if (key === undefined) {
      reply.header('www-authenticate', 'Bearer')
      throw new Problem('unauthenticated', 'A valid API key is needed.', {
        remedy: 'Send the header `Authorization: Bearer kpl_…` with a key that is not revoked.',
      })
    }
    if (roles.indexOf(key.role) < roles.indexOf(least)) {
      throw new Problem('forbidden', `This key has the role ${key.role}; ${least} is needed.`, {
        remedy: `Ask an admin for a key with the role ${least}.`,
      })
    }
    request.actor = { name: key.name, address: request.ip }
  })
}

function bearerToken(request: FastifyRequest): string {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
}
