import { readFileSync } from 'node:fs'
import type { z } from 'zod'

export function readPemFile(file: string, context: z.RefinementCtx): string {
  const text = readText(file, context)
  if (!text.includes('-----BEGIN CERTIFICATE-----')) context.addIssue('no certificate')
  return text
}

export function readText(file: string, context: z.RefinementCtx): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    context.addIssue('unreadable')
    return ''
  }
}
