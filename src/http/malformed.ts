import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance } from 'fastify'
import { safeHeaders } from './headers.ts'
import type { App } from './server.ts'

/** Many programs say that they send JSON and then send nothing: where no body is needed, none is read. */
export function allowNoBody(app: App): void {
  const parse = (app as unknown as FastifyInstance).getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (String(text).trim() === '') done(null, undefined)
    else void parse(request, String(text), done)
  })
}

const details: Readonly<Record<string, { status: string; detail: string; remedy?: string }>> = {
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', detail: 'The headers are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', detail: 'The request was not sent within its time.' },
}

const notHttp = {
  status: '400 Bad Request',
  detail: 'The request is not well formed HTTP.',
  remedy: 'In an address, letters such as ö and spaces must be percent-encoded: ö is %C3%B6.',
}

/** What Node refuses before there is a request. */
export function answerMalformed(error: Partial<FastifyError>, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const { status, ...told } = details[error.code ?? ''] ?? notHttp
  const [code, ...words] = status.split(' ')
  const id = randomUUID()
  const title = { title: words.join(' '), status: Number(code) }
  const body = JSON.stringify({ type: 'about:blank', ...title, ...told, requestId: id })
  const headers = {
    ...safeHeaders({ id }),
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status}\r\n${head.join('')}\r\n${body}`)
}
