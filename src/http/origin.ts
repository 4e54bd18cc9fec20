import type { FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends its cookies along whoever made it ask. So what changes something must come from a page of ours: the
 * browser tells which, in `Origin`. A request with a key is not asked: no page of others has one.
 */
export function refuseForeignPages(request: FastifyRequest, publicUrl: string | undefined): void {
  const { method, headers, host } = request
  if (safeMethods.has(method) || headers.authorization !== undefined) return
  const { origin, cookie } = headers
  if (origin === undefined ? cookie === undefined : isOwn(origin, host, publicUrl)) return
  throw new Problem('forbidden', 'This request does not come from a page of this Koppla.', {
    remedy:
      'Open Koppla at its own address and try again. Behind a proxy, KOPPLA_PUBLIC_URL must be that address; ' +
      'programs send an API key in place of cookies.',
    more: { code: 'foreign_origin' },
  })
}

/** Where browsers reach us, without a slash at the end. */
export const ownAddress = (
  { protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>,
  publicUrl: string | undefined,
): string => publicUrl ?? `${protocol}://${host}`

/** At the public address, the scheme counts too. Elsewhere (this machine, a test) the host that was asked is ours. */
function isOwn(origin: string, host: string, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false
  const given = new URL(origin)
  const own = publicUrl === undefined ? undefined : new URL(publicUrl)
  return own?.host === given.host ? own.origin === given.origin : given.host === host.toLowerCase()
}
