import type { FastifyReply } from 'fastify'
import type { Answered } from './sign-in.ts'

/** In place of what was set before: the library may open a new session for the old. Over https, for https alone. */
export const setCookies = (reply: FastifyReply, { cookies }: Pick<Answered, 'cookies'>) => {
  const secure = reply.request.protocol === 'https'
  const set = cookies.map(one => (secure && !/;\s*secure/i.test(one) ? `${one}; Secure` : one))
  return reply.removeHeader('set-cookie').header('set-cookie', set)
}
