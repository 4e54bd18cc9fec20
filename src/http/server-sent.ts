import { PassThrough } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { explain } from './problem.ts'
import { sayAnswer } from './say-answers.ts'

export interface Told {
  readonly event: string
  readonly data: unknown
}

export const wantsEvents = (request: FastifyRequest): boolean =>
  request.headers.accept?.includes('text/event-stream') === true

/** Aborted when whoever asked has left before the answer was whole. */
export function leavingSignal(reply: FastifyReply): AbortSignal {
  const leaving = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) leaving.abort(new Error('Whoever asked has left.'))
  })
  return leaving.signal
}

const keepAliveMs = 15_000

/**
 * Answers with server-sent events. What fails before the first of them is answered as any problem is; what fails later
 * is told as the event `problem`.
 */
export async function tellEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  events: AsyncGenerator<Told, void>,
): Promise<void> {
  const first = await events.next()
  const out = new PassThrough()
  void pass(request, first, events, out)
  void reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(out)
}

async function pass(
  request: FastifyRequest,
  first: IteratorResult<Told, void>,
  events: AsyncGenerator<Told, void>,
  out: PassThrough,
): Promise<void> {
  const keepAlive = setInterval(() => out.write(':\n\n'), keepAliveMs)
  const tell = ({ event, data }: Told) =>
    out.write(`event: ${event}\ndata: ${JSON.stringify(sayAnswer(data, request.say))}\n\n`)
  try {
    for (let step = first; !step.done && !out.destroyed; step = await events.next()) tell(step.value)
  } catch (error) {
    if (out.destroyed) return
    const data = explain(error)
    if (data.status >= 500) request.log.error({ err: error, requestId: request.id }, 'an answer failed')
    tell({ event: 'problem', data })
  } finally {
    clearInterval(keepAlive)
    out.end()
    await events.return().catch(() => {})
  }
}
