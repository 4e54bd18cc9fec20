import { Readable } from 'node:stream'
import { z } from 'zod'
import { type Balances, readBalances } from '../../accounting/balances.ts'
import { exportSie } from '../../accounting/export-sie.ts'
import { readVouchers } from '../../accounting/vouchers.ts'
import { chooseYear, readBooks } from '../../accounting/years.ts'
import { encodePc8 } from '../../sdk/index.ts'
import { BalancesQuery, BalancesShown, BooksShown, YearQuery } from '../api/book-reports.ts'
import { IdParams } from '../api/common.ts'
import { csvAnswer, sendCsv } from '../csv.ts'
import { toPlain } from '../plain.ts'
import type { AddRoutes, RouteContext } from '../server.ts'

const config = { role: 'viewer' } as const
const today = () => new Date().toISOString().slice(0, 10)

export const addBookReportRoutes: AddRoutes = (app, routing) => {
  addReports(app, routing)
  addExports(app, routing)
}

const addReports: AddRoutes = (app, { seenBy }) => {
  app.get(
    '/connections/:id/books',
    {
      config,
      schema: { summary: 'The financial years whose books are here', params: IdParams, response: { 200: BooksShown } },
    },
    async request => toPlain(await readBooks(seenBy(request).db, request.params.id)),
  )
  app.get(
    '/connections/:id/books/balances',
    {
      config,
      schema: {
        summary: 'What each account of a year moved, month by month',
        params: IdParams,
        querystring: BalancesQuery,
        response: { 200: BalancesShown },
      },
    },
    async request => toPlain(await balance(seenBy(request), request.params.id, request.query)),
  )
}

const addExports: AddRoutes = (app, { seenBy }) => {
  const schema = { params: IdParams, querystring: YearQuery }
  app.get(
    '/connections/:id/books/balances.csv',
    {
      config,
      schema: {
        ...schema,
        summary: 'The balances of a year as CSV, a column for each month',
        querystring: BalancesQuery,
        response: { 200: csvAnswer },
      },
    },
    async (request, reply) => {
      const balances = await balance(seenBy(request), request.params.id, request.query)
      const columns = ['number', 'description', 'opening', ...balances.months, 'change', 'closing']
      return sendCsv(reply, { name: 'balances', columns, rows: Readable.from(spread(balances)) })
    },
  )
  app.get(
    '/connections/:id/books/vouchers.csv',
    {
      config,
      schema: {
        ...schema,
        summary: 'The vouchers of a year as CSV, a line for each row',
        response: { 200: csvAnswer },
      },
    },
    async (request, reply) => {
      const { db } = seenBy(request)
      const books = await readBooks(db, request.params.id)
      const year = chooseYear(books, request.query.yearExternalId, today())
      return sendCsv(reply, { name: 'voucher-rows', columns: rowColumns, rows: eachRow(readVouchers(db, books, year)) })
    },
  )
  app.get(
    '/connections/:id/books/sie',
    { config, schema: { ...schema, summary: 'A year of the books as SIE, type 4', response: { 200: sieAnswer } } },
    async (request, reply) => {
      const { db, version } = seenBy(request)
      const books = await readBooks(db, request.params.id)
      const year = chooseYear(books, request.query.yearExternalId, today())
      const lines = exportSie(db, books, { year, version, today: today() })
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="${year.from}--${year.to}.se"`)
        .send(Readable.from(encode(lines)))
    },
  )
}

async function balance(
  { db }: RouteContext,
  connectionId: string,
  { yearExternalId, all }: z.output<typeof BalancesQuery>,
) {
  const books = await readBooks(db, connectionId)
  const year = chooseYear(books, yearExternalId, today())
  return await readBalances(db, books, { year, all: all === 'true' })
}

const spread = ({ accounts }: Balances) =>
  accounts.map(({ months, ...account }) => ({
    ...account,
    ...Object.fromEntries(months.map(({ month, change }) => [month, change])),
  }))

const rowColumns = [
  ...['series', 'number', 'transactionOn', 'voucher', 'accountNumber', 'accountDescription', 'debit', 'credit'],
  ...['description', 'costCentre', 'project', 'quantity'],
]

async function* eachRow(vouchers: ReturnType<typeof readVouchers>) {
  for await (const { rows, description, ...voucher } of vouchers)
    for (const row of rows) yield { ...voucher, voucher: description, ...row }
}

async function* encode(texts: AsyncGenerator<string>) {
  for await (const text of texts) yield encodePc8(text)
}

const sieAnswer = {
  description: 'A SIE file, in code page 437',
  content: { 'application/octet-stream': { schema: z.string() as z.ZodType } },
}
