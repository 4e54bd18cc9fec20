/** What the server answered when it was not 2xx: RFC 9457, in words for people. */
export interface Problem {
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly remedy?: string
  readonly errors?: ReadonlyArray<{ field: string; message: string }>
}

export class ApiError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.problem = problem
  }
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

export interface Api {
  readonly baseUrl: string
  readonly get: <T>(path: string, query?: Query) => Promise<T>
  readonly send: <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<T>
  /** Server-sent events, as they come: `[event, data]`. */
  readonly follow: (method: 'GET' | 'POST', path: string, body?: unknown) => AsyncGenerator<readonly [string, unknown]>
  /** The body as it comes, for an export of any length. */
  readonly download: (path: string, query?: Query) => AsyncGenerator<Uint8Array>
}

/** The HTTP API as a command uses it. The same for a server far away and for one that the command started itself. */
export function createApi(options: { baseUrl: string; key: string }): Api {
  const ask = async (method: string, path: string, accept: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${options.baseUrl}/api/v1${path}`, {
      method,
      headers: {
        accept,
        authorization: `Bearer ${options.key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new ApiError(unreachable(options.baseUrl, cause))
    })
    if (!response.ok) throw new ApiError(await readProblem(response))
    return response
  }
  return {
    baseUrl: options.baseUrl,
    get: async <T>(path: string, query?: Query) =>
      (await ask('GET', withQuery(path, query), 'application/json')).json() as Promise<T>,
    async send<T>(method: string, path: string, body?: unknown) {
      const response = await ask(method, path, 'application/json', body)
      return (response.status === 204 ? undefined : await response.json()) as T
    },
    async *follow(method, path, body) {
      yield* readEvents(textOf(await ask(method, path, 'text/event-stream', body)))
    },
    async *download(path, query) {
      yield* bytesOf(await ask('GET', withQuery(path, query), '*/*'))
    },
  }
}

function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as [string, string]],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

async function* bytesOf(response: Response): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body ?? []) yield chunk
  } catch (cause) {
    throw new ApiError(unreachable(new URL(response.url).origin, cause))
  }
}

async function* textOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const chunk of bytesOf(response)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function* readEvents(chunks: AsyncGenerator<string>): AsyncGenerator<readonly [string, unknown]> {
  let rest = ''
  for await (const chunk of chunks) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = /^event: ?(.*)$/m.exec(block)?.[1] ?? 'message'
      const data = [...block.matchAll(/^data: ?(.*)$/gm)].map(match => match[1]).join('\n')
      if (event === 'problem') throw new ApiError(JSON.parse(data) as Problem)
      if (data !== '') yield [event, JSON.parse(data)]
    }
  }
}

async function readProblem(response: Response): Promise<Problem> {
  const text = await response.text()
  try {
    return { title: response.statusText, status: response.status, ...(JSON.parse(text) as object) }
  } catch {
    return { title: `The server answered ${response.status} ${response.statusText}.`, status: response.status }
  }
}

const unreachable = (baseUrl: string, cause: unknown): Problem => ({
  title: 'No answer',
  status: 0,
  detail: `Koppla does not answer at ${baseUrl} (${(cause as { cause?: { code?: string } }).cause?.code ?? 'no connection'}).`,
  remedy: 'Start it with `npm start`, or give its address with --server.',
})
