import { ApiError, request } from './client.ts'
import type { ProblemAnswer } from './types.ts'

export interface Told {
  readonly event: string
  readonly data: unknown
}

interface Following {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: unknown
  readonly signal: AbortSignal
}

/** Server-sent events as they arrive, also in answer to a POST. @throws ApiError, for the event `problem` too */
export async function* followEvents({ method, path, body, signal }: Following): AsyncGenerator<Told, void> {
  const answer = await request(method, path, { body, signal, accept: 'text/event-stream' })
  let rest = ''
  for await (const text of readText(answer)) {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const told = parseEvent(block)
      if (told?.event === 'problem') throw new ApiError(told.data as ProblemAnswer)
      if (told) yield told
    }
  }
}

async function* readText(answer: Response): AsyncGenerator<string, void> {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Null for a comment, such as what keeps the line open. */
export function parseEvent(block: string): Told | null {
  const lines = block.split('\n')
  const read = (name: string) => lines.find(line => line.startsWith(`${name}: `))?.slice(name.length + 2)
  const data = read('data')
  return data === undefined ? null : { event: read('event') ?? 'message', data: JSON.parse(data) }
}
