import type { FastifyRequest } from 'fastify'

/** On every answer: nothing may be framed, guessed, kept, passed on or drawn into a page of others. A page that needs more says so itself. */
export const safeHeaders = (request: Pick<FastifyRequest, 'id'>) => ({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-request-id': request.id,
})

/** Behind https, a browser that has been here once asks over nothing else for a year. */
export const transportHeaders = ({ protocol }: Pick<FastifyRequest, 'protocol'>, publicUrl: string | undefined) =>
  protocol === 'https' || publicUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}

/**
 * On the pages of the web interface. Scripts come from our files and from nowhere else. The component library writes
 * style elements as it goes, so inline styles are allowed; without foreign images or fonts they cannot tell anybody anything.
 */
export const pageHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
}
