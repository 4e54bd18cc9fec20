// All that Koppla says and stores, gathered to be searched.
import type { Database } from '../../../src/db.ts'
import type { Role } from '../../../src/http/api/keys.ts'
import type { Answered, Asking, TestApi } from '../../support/api.ts'
import type { Piece } from './planted.ts'

/** The API of a process, where every answer is kept. Nothing is followed: a redirect is an answer. */
export function openRecorded(baseUrl: string, tokens: Record<Role, string>, pieces: Piece[]): TestApi {
  async function ask(method: string, path: string, asking: Asking = {}): Promise<Answered> {
    const { body, raw, as = 'admin', headers = {} } = asking
    const url = path.startsWith('//') ? baseUrl + path.slice(1) : `${baseUrl}/api/v1${path}`
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const answer = await fetch(url, {
      ...{ method, redirect: 'manual' },
      headers: {
        ...(as !== null && { authorization: `Bearer ${tokens[as]}` }),
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    })
    const text = await readText(answer)
    const where = `answer to ${method} ${path
      .replace(/\?.*/s, '')
      .replace(/^\/\/api\/v1/, '')
      .replaceAll(/[0-9a-f-]{36}/g, '{id}')}`
    pieces.push({ where, text: `${JSON.stringify([...answer.headers])}\n${text}` })
    const json = /json/.test(answer.headers.get('content-type') ?? '')
    return { status: answer.status, headers: answer.headers, text, body: json ? JSON.parse(text) : undefined }
  }
  return { baseUrl, tokens, ask, listRoutes: () => [] }
}

/** Of what goes on for ever, what is said at once. */
async function readText(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.includes('event-stream')) return await answer.text()
  const reader = answer.body!.getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return Buffer.from(value ?? []).toString()
}

const atOnce = 12

/** Every GET route of the document, with what is there, as each role. Returns how many were answered with a 200. */
export async function walkApi({ ask }: TestApi, lookups: readonly string[]): Promise<number> {
  const { body: document } = await ask('GET', '//api/openapi.json', { as: null })
  const paths = Object.keys(document.paths).filter(path => 'get' in document.paths[path])
  const lists = new Map<string, string[]>()
  for (const path of paths.filter(one => !one.includes('{'))) {
    const { body } = await ask('GET', `${path.replace('/api/v1', '')}?limit=200`)
    lists.set(
      path,
      (body?.items ?? []).map((one: { id?: unknown }) => String(one.id)),
    )
  }
  const places: Record<string, readonly string[]> = { entity: ['orders', 'customers'], name: lookups, sealId: [] }
  const valuesOf = (path: string, name: string) =>
    places[name] ?? lists.get(path.slice(0, path.indexOf(`/{${name}}`))) ?? []
  const asked = paths.flatMap(path => fill(path, valuesOf))
  const waiting = (['admin', 'support', 'viewer'] as const).flatMap(as =>
    asked.filter((path, at) => as === 'admin' || at % 3 === 0 || !path.includes('-')).map(path => ({ as, path })),
  )
  let fine = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = waiting.pop(); one; one = waiting.pop()) {
        const { status } = await ask('GET', `//${one.path.slice(1)}`, { as: one.as })
        if (status === 200) fine++
      }
    }),
  )
  return fine
}

const mostOfEach = 60

function fill(path: string, valuesOf: (path: string, name: string) => readonly string[]): string[] {
  const name = /\{(\w+)\}/.exec(path)?.[1]
  if (name === undefined) return [path]
  return valuesOf(path, name)
    .slice(0, mostOfEach)
    .flatMap(value => fill(path.replace(`{${name}}`, value), valuesOf))
}

/** Every column of every table, as text; bytes as they are and in hex. */
export async function readColumns({ pool }: Database): Promise<Piece[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  )
  const pieces: Piece[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<Record<string, unknown>>(`SELECT * FROM ${name}`)
    for (const row of rows)
      for (const [column, value] of Object.entries(row))
        if (value !== null)
          pieces.push({ where: `column ${name.replace('public.', '')}.${column}`, text: textOf(value) })
  }
  return pieces
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array)
    return `${Buffer.from(value).toString('latin1')}\n${Buffer.from(value).toString('hex')}`
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The address of a database with a password in it, where its server takes any. */
export function withPassword(url: string, password: string): string {
  const address = new URL(url)
  address.password ||= password
  return address.href
}
