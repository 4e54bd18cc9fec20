import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import type { State } from './state.ts'

const refuse = (status: number, code: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<Error><Code>${code}</Code></Error>`,
})

/** Results lie with a stranger, who takes no requests that carry the shop's token, and gives parts of a file. */
export function giveResult(state: State, { path, query, headers }: Asked): Answer {
  if (headers['x-shopify-access-token'] !== undefined) return refuse(400, 'TokenSentAway')
  const operation = state.bulk.get(`gid://shopify/BulkOperation/${/(\d+)\.jsonl$/.exec(path)?.[1]}`)
  if (!operation || operation.fileGone) return refuse(404, 'NoSuchKey')
  if (query.get('signature') !== 'practice') return refuse(403, 'SignatureDoesNotMatch')
  const body = Buffer.from(operation.lines.map(line => `${line}\n`).join(''))
  const type = { 'content-type': 'application/jsonl' }
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(String(headers.range)) ?? []
  if (from === undefined || to === undefined) return { headers: type, body }
  const part = body.subarray(Number(from), Number(to) + 1)
  if (part.length === 0) return refuse(416, 'InvalidRange')
  const range = `bytes ${from}-${Number(from) + part.length - 1}/${body.length}`
  return { status: 206, headers: { ...type, 'content-range': range }, body: part }
}
