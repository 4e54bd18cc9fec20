import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'

export const csvAnswer = {
  description: 'CSV with a head',
  content: { 'text/csv': { schema: z.string() as z.ZodType } },
}

interface Sheet {
  /** Of the file. */
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: AsyncIterable<Readonly<Record<string, unknown>>>
}

/** Rows as a file that a spreadsheet opens, sent as they are read. */
export function sendCsv(reply: FastifyReply, { name, columns, rows }: Sheet): FastifyReply {
  const source = Readable.from(rows)
  const csv = stringify({ header: true, bom: true, escape_formulas: true, columns: [...columns], cast: asText })
  source.on('error', error => csv.destroy(error))
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(source.pipe(csv))
}

/** Instants as ISO, what has parts as JSON. A formula is text, but an amount below zero is no formula. */
const asText = {
  date: (value: Date) => value.toISOString(),
  object: (value: object) => JSON.stringify(value),
  boolean: String,
  string: (value: string) => (/^-\d+(\.\d+)?$/.test(value) ? { value, escape_formulas: false } : value),
}
