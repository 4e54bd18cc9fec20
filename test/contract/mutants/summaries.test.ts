import { List } from '../toyshop/walk.ts'
import { catchAll } from './judge.ts'
import { type Anything, breakSummaries } from './mutate.ts'

const asking = (caughtBy: RegExp, change: (span: Anything) => object) =>
  breakSummaries(caughtBy, summarise => (client: Anything, span: Anything) => summarise(client, change(span)))

const telling = (caughtBy: RegExp, change: (summaries: Anything[], place: { first: boolean }) => Anything[]) =>
  breakSummaries(
    caughtBy,
    summarise =>
      async function* (client: Anything, span: Anything) {
        let first = true
        for await (const { summaries } of summarise(client, span)) {
          yield { summaries: change(summaries, { first }) }
          first = false
        }
      },
  )

const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString()

const toSummary = ({ id, number, total, created, modified }: Anything) => ({
  ...{ externalId: String(id), number, total },
  ...{ status: 'new', currency: 'SEK', createdAt: created, modifiedAt: modified },
})

catchAll({
  'counts what was created before the span': asking(/a span has the records/, span => ({
    ...span,
    from: '1990-01-01T00:00:00.000Z',
  })),
  'takes the span for local time': asking(/a span has the records/, ({ from, before }) => ({
    from: later(from, 3_600_000),
    before: later(before, 3_600_000),
  })),
  'takes the beginning of the span as exclusive': asking(/a span has the records/, span => ({
    ...span,
    from: later(span.from, 1_000),
  })),
  'takes the end of the span as inclusive': asking(/a span has the records/, span => ({
    ...span,
    before: later(span.before, 1_000),
  })),
  'leaves out a page': telling(/a span has the records/, (all, { first }) => (first ? [] : all)),
  'tells money as a number': telling(/each is a summary/, all =>
    all.map(one => ({ ...one, total: Number(one.total) })),
  ),
  'tells our word for the status': telling(/what its import says/, all =>
    all.map(one => ({ ...one, status: 'processing' })),
  ),
  'tells another total': telling(/what its import says/, all => all.map(one => ({ ...one, total: '98.99' }))),
  'tells the id for the number': telling(/what its import says/, all =>
    all.map(one => ({ ...one, number: one.externalId })),
  ),
  'tells the time of a save for that of creation': telling(/what its import says/, all =>
    all.map(one => ({ ...one, createdAt: later(one.createdAt, 1_000) })),
  ),
  'counts the trash': breakSummaries(
    /neither the trash/,
    () =>
      async function* (client: Anything, span: Anything) {
        let after: string | null = null
        do {
          const { items, next }: Anything = await client.get('/orders', List, {
            ...{ from: `${span.from.slice(0, 19)}Z`, before: `${span.before.slice(0, 19)}Z` },
            ...{ trash: 'true', since: null, after },
          })
          after = next
          yield { summaries: items.map(toSummary) }
        } while (after !== null)
      },
  ),
})
