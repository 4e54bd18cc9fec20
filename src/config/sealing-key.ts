import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { readText } from './files.ts'

/** 32 bytes that seal credentials, and the name they are known by in the database. */
export interface SealingKey {
  readonly id: string
  readonly bytes: Buffer
}

/** `key` or `id:key`, in base64 or hex. Without a name, the key is known by a hash of itself. */
export function parseKey(text: string, context: z.RefinementCtx): SealingKey {
  const [, id, body = ''] = /^(?:([\w-]{1,32}):)?(.*)$/s.exec(text.trim()) ?? []
  const bytes = Buffer.from(body, /^[0-9a-f]{64}$/i.test(body) ? 'hex' : 'base64')
  if (bytes.length !== 32 || !/^[\w+/=-]+$/.test(body)) context.addIssue('not a key')
  return { id: id ?? createHash('sha256').update('koppla key id').update(bytes).digest('hex').slice(0, 8), bytes }
}

export function readKeyFile(file: string, context: z.RefinementCtx): SealingKey {
  return parseKey(readText(file, context), context)
}
