import i18next from 'i18next'
import type { ProblemAnswer } from './types.ts'

/** What the API refused, or why it could not be asked; `message` is for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** 0: no answer. */
  readonly status: number
  readonly remedy: string | undefined
  readonly code: string | undefined
  /** What is wrong, by field. */
  readonly fields: Readonly<Record<string, string>>
  readonly requestId: string | undefined
  /** The run that is in the way. */
  readonly runId: string | undefined

  constructor({ status, title, detail, remedy, code, errors = [], requestId, runId }: Partial<ProblemAnswer>) {
    super(detail ?? title ?? 'The request failed.')
    this.status = status ?? 0
    this.remedy = remedy
    this.code = code
    this.fields = Object.fromEntries(errors.map(({ field, message }) => [field, message]))
    this.requestId = requestId
    this.runId = runId
  }
}

let tellSignedOut = (): void => {}

/** Told each time an answer is that nobody is signed in. */
export const onSignedOut = (tell: () => void): void => {
  tellSignedOut = tell
}

export type Query = Readonly<Record<string, string | number | undefined>>

export const withQuery = (path: string, query: Query = {}): string => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()
  return text ? `${path}?${text}` : path
}

export const apiPath = (path: string, query?: Query): string => `/api/v1${withQuery(path, query)}`

interface Sending {
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  readonly accept?: string
}

/** @throws ApiError */
export async function request(method: string, path: string, { body, signal, accept }: Sending = {}): Promise<Response> {
  const answer = await fetch(apiPath(path), {
    method,
    headers: {
      accept: accept ?? 'application/json',
      ...(i18next.language && { 'accept-language': i18next.language }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new ApiError({ code: 'unreachable', detail: 'Koppla does not answer.' })
  })
  if (answer.status === 401) tellSignedOut()
  if (!answer.ok) throw new ApiError(await readProblem(answer))
  return answer
}

async function readProblem(answer: Response): Promise<Partial<ProblemAnswer>> {
  const problem = (await answer.json().catch(() => ({}))) as Partial<ProblemAnswer>
  return { ...problem, status: answer.status }
}

export async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await request(method, path, { body })
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  const answer = await request('GET', withQuery(path, query), { signal })
  return (await answer.json()) as T
}
