import type { FastifyRequest } from 'fastify'

/** On every answer: nothing may be framed, guessed, kept or passed on. A page that needs more says so itself. */
export const safeHeaders = (request: Pick<FastifyRequest, 'id'>) => ({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-request-id': request.id,
})

/** Behind https, a browser that has been here once asks over nothing else for a year. */
export const transportHeaders = (publicUrl: string | undefined) =>
  publicUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}
