import { z } from 'zod'
import type { Context, HttpRequest } from '../../../src/sdk/index.ts'

export interface Credential {
  readonly baseUrl: string
  readonly key: string
  readonly branch: string
  readonly secret: string
}

export type Client = ReturnType<typeof createClient>
type Query = Readonly<Record<string, string | null>>

export function createClient({ baseUrl, key, secret }: Credential, _facts: object, { http }: Context) {
  const request = (path: string, query: Query = {}): HttpRequest => ({
    url: baseUrl + path,
    query: Object.fromEntries(Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null)),
    headers: { authorization: `Basic ${btoa(`${key}:${secret}`)}` },
  })
  return {
    get: async <T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T> =>
      (await http.json(request(path, query), schema)).data,
    time: async () => (await http.json(request('/'), z.unknown())).answer.date,
  }
}
