import type { FastifyRequest } from 'fastify'
import { type Language, networkSv, type Phrases, type Registry } from '../../sdk/index.ts'
import type { App } from '../server.ts'
import { alerts } from './alerts.ts'
import { completeness } from './completeness.ts'
import { connections } from './connections.ts'
import { parts } from './parts.ts'
import { practice } from './practice.ts'
import { refusals } from './refusals.ts'
import { runs } from './runs.ts'
import { createSay, type Say } from './say.ts'
import { seals } from './seals.ts'
import { singleSignOn } from './single-sign-on.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Says words of ours in the language that is asked for. */
    say: Say
  }
}

/** What the core says in Swedish. */
export const ownWords: Phrases = {
  ...networkSv,
  ...connections,
  ...runs,
  ...completeness,
  ...singleSignOn,
  ...seals,
  ...alerts,
  ...refusals,
  ...practice,
  ...parts,
}

const unchanged: Say = words => words

/** English, unless the request asks for a language that we have. What connectors say is said in their own words. */
export function createSpeaker(registry: Registry): (request: FastifyRequest) => Say {
  const all = [...registry.values()].map(({ words }) => words?.sv)
  const sayIn: Record<Language, Say> = { sv: createSay(Object.assign({}, ownWords, ...all)) }
  return request => {
    const language = preferredLanguage(request.headers['accept-language'])
    return language === 'en' ? unchanged : sayIn[language]
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

/** What stores told is answered as they told it. */
const isData = (url = ''): boolean => /^\/api\/v1\/(orders|products|customers|audit|changes)\b/.test(url)

/** Answers are said in the language that the request asks for. */
export function sayAnswers(app: App, registry: Registry): void {
  const sayFor = createSpeaker(registry)
  app.decorateRequest('say', unchanged)
  app.addHook('onRequest', async (request, reply) => {
    request.say = sayFor(request)
    reply.header('vary', 'accept-language')
  })
  app.addHook('preSerialization', async (request, _reply, answer) =>
    request.say === unchanged || isData(request.routeOptions.url) ? answer : sayAnswer(answer, request.say),
  )
}
