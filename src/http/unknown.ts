import type { AnswerPage } from './pages.ts'
import { sendAnswer } from './problem.ts'
import type { App } from './server.ts'

const nothingHere = {
  status: 404,
  detail: 'There is nothing at this address.',
  remedy: 'What there is can be read at /api/docs.',
}

/** Answers what no route takes: a page of the interface, 405 with the methods there are, or 404. */
export function answerUnknown(app: App, answerPage: AnswerPage): void {
  const known = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const entry = known.get(url) ?? { pattern: toPattern(url), methods: new Set() }
    for (const one of [method].flat()) entry.methods.add(one)
    known.set(url, entry)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const methods = [...known.values()].filter(({ pattern }) => pattern.test(path)).flatMap(one => [...one.methods])
    if (methods.length === 0 || methods.includes(request.method)) {
      if (isForPeople(request, path) && answerPage(request, reply)) return
      sendAnswer(nothingHere, request, reply)
      return
    }
    const allowed = [...new Set(methods)].sort().join(', ')
    reply.header('allow', allowed)
    sendAnswer({ status: 405, detail: `${request.method} is not possible here; ${allowed} is.` }, request, reply)
  })
}

const isForPeople = ({ method }: { method: string }, path: string) =>
  (method === 'GET' || method === 'HEAD') && !/^\/api(\/|$)/.test(path)

function toPattern(url: string): RegExp {
  const parts = url
    .split('/')
    .map(part => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${parts.join('/').replaceAll('*', '.*')}/?$`)
}
