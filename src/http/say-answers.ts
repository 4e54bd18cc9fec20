import type { Language, Registry } from '../sdk/index.ts'
import { createSpeaker, sayEnglish } from '../words/index.ts'
import type { Say } from '../words/say.ts'
import type { App } from './server.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Says words of ours in the language that is asked for. */
    say: Say
  }
}

/** The first of our languages that the header names: browsers list them as they are preferred. */
export function preferredLanguage(header = ''): Language | 'en' {
  const named = header.split(',').map(one => one.trim().slice(0, 2).toLowerCase())
  return named.find(one => one === 'en' || one === 'sv') ?? 'en'
}

/** The properties of an answer that hold words of ours. */
const wordy = new Set([
  ...['title', 'label', 'systemLabel', 'help', 'diagnosis', 'remedy', 'because', 'detail', 'message', 'reason'],
  ...['notices', 'unreadable', 'unreadableBecause'],
])

/** An answer with its words said; all else in it is data, and data is left alone. */
export function sayAnswer(answer: unknown, say: Say, property = ''): unknown {
  if (typeof answer === 'string') return wordy.has(property) ? say(answer) : answer
  if (Array.isArray(answer)) return answer.map(one => sayAnswer(one, say, property))
  if (typeof answer !== 'object' || answer === null || answer instanceof Date) return answer
  const within = (name: string) => (property === 'unreadable' ? property : name)
  return Object.fromEntries(Object.entries(answer).map(([name, one]) => [name, sayAnswer(one, say, within(name))]))
}

/** What stores told is answered as they told it; a refusal is in words of ours. */
const isData = (url: string | undefined, status: number): boolean =>
  status < 400 &&
  /^\/api\/v1\/(orders|invoices|products|customers|accounts|vouchers|audit|changes|connections\/:id\/books)\b/.test(
    url ?? '',
  )

/** Answers are said in the language that the request asks for, English unless we have it. */
export function sayAnswers(app: App, registry: Registry): void {
  const sayIn = { en: sayEnglish, sv: createSpeaker(registry, 'sv') }
  app.decorateRequest('say', sayEnglish)
  app.addHook('onRequest', async (request, reply) => {
    request.say = sayIn[preferredLanguage(request.headers['accept-language'])]
    reply.header('vary', 'accept-language')
  })
  app.addHook('preSerialization', async (request, { statusCode }, answer) =>
    request.say === sayEnglish || isData(request.routeOptions.url, statusCode)
      ? answer
      : sayAnswer(answer, request.say),
  )
}
