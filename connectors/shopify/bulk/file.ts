import { z } from 'zod'
import { attempt, ConnectorError, type HttpAnswer } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { explainStatus } from '../explain.ts'
import { BulkFailed, fileGone, fileUnclear } from './failed.ts'

const Row = z.looseObject({ id: z.string(), __parentId: z.string().optional() })
export type Row = z.output<typeof Row>

/** An object of the list, then all that hangs on it, and how many bytes of the file they are. */
export interface Group {
  readonly rows: readonly Row[]
  readonly bytes: number
}

export interface Part {
  readonly groups: readonly Group[]
  /** Nothing comes after it. */
  readonly isLast: boolean
}

const usualBytes = 4 * 1024 * 1024
const mostBytes = 32 * 1024 * 1024

/**
 * What comes from that byte on, part after part: no more than a part is held, however large the file is, and whoever goes on
 * elsewhere reads nothing twice. What stands at the end of a part begins the next one, as it may be half.
 * @throws BulkFailed when the file is gone or cannot be understood
 */
export async function* readParts(client: Client, url: string, from: number): AsyncGenerator<Part> {
  let size = usualBytes
  for (let at = from; ; ) {
    const { text, isLast } = await readBytes(client, url, { at, size })
    const all = groupLines(text, isLast)
    const groups = isLast ? all : all.slice(0, -1)
    if (groups.length === 0 && !isLast) {
      if (size >= mostBytes) throw fileUnclear()
      size *= 2
      continue
    }
    yield { groups, isLast }
    if (isLast) return
    at += groups.reduce((bytes, group) => bytes + group.bytes, 0)
    size = usualBytes
  }
}

/** Answers tell where a part lies in the whole: `bytes 0-4194303/52428800`. One that gives all of the file has no such word. */
async function readBytes(client: Client, url: string, { at, size }: { at: number; size: number }) {
  const answer = await fetchBytes(client, url, `bytes=${at}-${at + size - 1}`)
  const [, start, whole] = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers['content-range'] ?? '') ?? []
  if (answer.status === 206 && Number(start) !== at) throw fileUnclear()
  const text = answer.status === 206 ? answer.text : Buffer.from(answer.text).subarray(at).toString()
  const end = at + Buffer.byteLength(text)
  return { text, isLast: end === (answer.status === 206 ? Number(whole) : Buffer.byteLength(answer.text)) }
}

/** It lies elsewhere, where the token is not to be sent. */
async function fetchBytes(client: Client, url: string, range: string): Promise<HttpAnswer> {
  const headers = { accept: '*/*', 'accept-encoding': 'identity', range }
  const answer = await attempt(client.http.send({ url, headers }), ({ code }) => code === 'too_large')
  if (answer instanceof ConnectorError) throw fileUnclear()
  const { status } = answer
  if (status === 200 || status === 206) return answer
  if (status === 429 || status >= 500) throw explainStatus(answer)
  if (status === 403 || status === 404 || status === 410) throw fileGone()
  throw new BulkFailed(`The file of Shopify’s bulk operation cannot be fetched (status ${status}).`)
}

/** The last line may lack its end only where the file does. */
function groupLines(text: string, isLast: boolean): Group[] {
  const lines = text.split('\n')
  if (!isLast || lines.at(-1) === '') lines.pop()
  const groups: { rows: Row[]; bytes: number }[] = []
  for (const line of lines) {
    const row = readRow(line)
    if (row.__parentId === undefined) groups.push({ rows: [], bytes: 0 })
    const group = groups.at(-1)
    if (group === undefined) throw fileUnclear()
    group.rows.push(row)
    group.bytes += Buffer.byteLength(line) + 1
  }
  return groups
}

function readRow(line: string): Row {
  try {
    return Row.parse(JSON.parse(line))
  } catch {
    throw fileUnclear()
  }
}
