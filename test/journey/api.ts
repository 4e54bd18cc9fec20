// The product's API, as an ERP's developer meets it.
import { setTimeout as sleep } from 'node:timers/promises'

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer
export type Json = any

export interface Answered {
  readonly status: number
  readonly body: Json
}

export interface Api {
  /** `GET /runs`: below `/api/v1`. Any answer is an answer. */
  readonly ask: (request: string, body?: unknown) => Promise<Answered>
  /** The same, where nothing but success is expected. */
  readonly get: (request: string, body?: unknown) => Promise<Json>
  /** Every item of a list. */
  readonly all: (path: string) => Promise<Json[]>
}

/** The API of a server, asked where it is at the moment. */
export function openApi(where: () => Place): Api {
  const ask = (request: string, body?: unknown) => askKoppla(where(), request, body)
  const get = async (request: string, body?: unknown) => successOf(request, await ask(request, body))
  return { ask, get, all: path => readAll(get, path) }
}

interface Place {
  readonly url: string
  readonly key: string
}

async function askKoppla({ url, key }: Place, request: string, body?: unknown): Promise<Answered> {
  const [path, method] = request.split(' ').reverse() as [string, string | undefined]
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: method ?? 'GET',
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}

function successOf(request: string, { status, body }: Answered): Json {
  if (status < 300) return body
  throw new Error(`${request} answered ${status}: ${JSON.stringify(body)}`)
}

async function readAll(get: Api['get'], path: string): Promise<Json[]> {
  const items: Json[] = []
  const question = `${path}${path.includes('?') ? '&' : '?'}limit=200`
  for (let after = ''; ; ) {
    const page = await get(after ? `${question}&after=${encodeURIComponent(after)}` : question)
    items.push(...page.items)
    if (page.next === null) return items
    after = page.next
  }
}

/** Asks until the answer fits. */
export async function until({ get }: Pick<Api, 'get'>, path: string, fits: (body: Json) => boolean): Promise<Json> {
  for (;;) {
    const body = await get(path)
    if (fits(body)) return body
    await sleep(20)
  }
}
