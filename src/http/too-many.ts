import type { FastifyReply } from 'fastify'
import { Problem } from '../errors.ts'

/** Of passwords, codes or keys that were not right. */
export function tooMany(reply: FastifyReply, seconds: number): Problem {
  reply.header('retry-after', seconds)
  const wait = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
  return new Problem('too_many', 'There have been too many attempts.', {
    remedy: `Wait ${wait}, then try again.`,
    more: { code: 'too_many_attempts', retryAfterSeconds: seconds },
  })
}
