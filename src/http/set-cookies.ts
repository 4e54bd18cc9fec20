import type { FastifyReply } from 'fastify'
import type { Answered } from './sign-in.ts'

/** In place of what was set before: the library may open a new session for the old. */
export function setCookies(reply: FastifyReply, { cookies }: Pick<Answered, 'cookies'>): void {
  reply.removeHeader('set-cookie')
  for (const cookie of cookies) addCookie(reply, cookie)
}

/** Where we were asked over https, the browser sends it over nothing else. */
export function addCookie(reply: FastifyReply, cookie: string): void {
  const secure = reply.request.protocol === 'https' && !/;\s*secure/i.test(cookie)
  reply.header('set-cookie', secure ? `${cookie}; Secure` : cookie)
}
