import type { FastifyRequest } from 'fastify'
import { type Span, type Tracing, within } from '../trace.ts'
import { apiPrefix } from './auth.ts'
import type { App } from './server.ts'

/** What is asked of the API, by the pattern of its route: an address may hold anything. */
export function traceRequests(app: App, tracing: Tracing | undefined): void {
  if (tracing === undefined) return
  const spans = new WeakMap<FastifyRequest, Span>()
  app.addHook('onRequest', (request, _, done) => {
    const { method, routeOptions } = request
    const route = routeOptions.url
    if (route === undefined || !route.startsWith(apiPrefix)) return done()
    const attributes = { 'http.request.method': method, 'http.route': route }
    const span = tracing.begin(`${method} ${route}`, { kind: 'server', attributes })
    spans.set(request, span)
    within(span, done)
  })
  // A body that had to be waited for has come from elsewhere.
  app.addHook('preValidation', (request, _, done) => within(spans.get(request), done))
  app.addHook('onResponse', (request, { statusCode }, done) => {
    const span = spans.get(request)
    span?.note({ 'http.response.status_code': statusCode })
    if (statusCode >= 500) span?.fail(String(statusCode))
    span?.end()
    done()
  })
}
