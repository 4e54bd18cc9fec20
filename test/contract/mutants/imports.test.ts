import { ConnectorError } from '../../../src/sdk/index.ts'
import { List } from '../toyshop/walk.ts'
import { catchAll } from './judge.ts'
import { type Anything, breakHttp, breakOrders, breakPages, breakProducts, type Mutant } from './mutate.ts'

/** Pages read with another window or position. */
const asking = (caughtBy: RegExp, change: (window: Anything, from: Anything) => [Anything, Anything]) =>
  breakOrders(caughtBy, ({ pages }) => ({
    pages: (client: Anything, window: Anything, from: Anything) => pages(client, ...change(window, from)),
  }))

/** Pages that end, as if they were whole, where something goes wrong. */
const swallowing = (caughtBy: RegExp, which: (error: ConnectorError) => boolean) =>
  breakProducts(caughtBy, ({ pages }) => ({
    async *pages(client: Anything, window: Anything, from: Anything) {
      try {
        yield* pages(client, window, from)
      } catch (error) {
        if (!(error instanceof ConnectorError && which(error))) throw error
        yield { records: [], next: null }
      }
    },
  }))

const later = (instant: string | null, ms: number) => instant && new Date(Date.parse(instant) + ms).toISOString()

catchAll({
  'ignores the stored position': asking(/not read again/, window => [window, null]),
  'ignores the watermark': asking(/none that was modified before/, (window, from) => [
    { ...window, since: null },
    from,
  ]),
  'loses a tie at the watermark': asking(/in the second of the watermark/, (window, from) => [
    { ...window, since: later(window.since, 1_000) },
    from,
  ]),
  'takes the watermark for local time': asking(/in the second of the watermark/, (window, from) => [
    { ...window, since: later(window.since, 7_200_000) },
    from,
  ]),
  'ignores Order Start': asking(/created from/, (window, from) => [{ ...window, createdFrom: null }, from]),
  'takes Order Start as exclusive': asking(/created from/, (window, from) => [
    { ...window, createdFrom: later(window.createdFrom, 1_000) },
    from,
  ]),
  'takes the other bound as inclusive': asking(/created from/, (window, from) => [
    { ...window, createdBefore: later(window.createdBefore, 1_000) },
    from,
  ]),
  'never ends the window': breakPages(/ends the window/, page => ({ ...page, next: page.next ?? { after: '~' } })),
  'skips the last page': breakPages(/every record of the store/, page => (page.next === null ? null : page)),
  'skips the first record': breakPages(/every record of the store/, page => ({
    ...page,
    records: page.records.slice(1),
  })),
  'position one too far': breakPages(/nothing is lost/, page => ({ ...page, next: page.next && { after: '9' } })),
  'position that JSON does not keep': breakPages(/invalid_type/, page => ({
    ...page,
    next: page.next && new Map([['after', '']]),
  })),
  'stops at an empty page': stopping(page => page.items.length === 0),
  'stops at a short page': stopping(page => page.items.length < 3),
  'counts pages instead of seeking': breakProducts(/all others arrive|nothing is lost/, ({ position }) => ({
    position: position.or(position.transform(x => x)),
    async *pages(client: Anything, { since }: Anything, from: Anything) {
      for (let page = Number(from?.after ?? 1); ; page++) {
        const { items, next } = await client.get('/products', List, {
          since: since?.slice(0, 19) ?? null,
          page: `${page}`,
        })
        yield { records: items, next: next === null ? null : { after: `${page + 1}` } }
        if (next === null) return
      }
    },
  })),
  'swallows a 401': swallowing(/a 401 on page 1/, ({ kind }) => kind === 'auth'),
  'swallows what is not the contract': swallowing(/a page of HTML on page 1/, ({ kind }) => kind === 'contract'),
  'takes a broken connection for the end': swallowing(/is of kind transient/, ({ kind }) => kind === 'transient'),
  'throws a plain Error': breakProducts(/is of kind/, ({ pages }) => ({
    async *pages(client: Anything, window: Anything, from: Anything) {
      try {
        yield* pages(client, window, from)
      } catch (error) {
        throw new Error('failed', { cause: error })
      }
    },
  })),
  'tells the secret in an error': breakHttp(/no secret is told: in the error/, (http, values) => ({
    json: (request, schema) =>
      http.json(request, schema, ({ status }) =>
        status === 403 ? new ConnectorError('permission', `not ${values.secret}`, { remedy: 'None.' }) : undefined,
      ),
  })),
  'has one try only': breakHttp(/refuses so many requests/, http => ({
    json: (request, schema, explain) => http.json({ ...request, attempts: 1 }, schema, explain),
  })),
  'ignores the abort signal': breakHttp(/stops when it is aborted/, (http, _, { signal }) => ({
    json: async (request: Anything, schema: Anything) => {
      try {
        return await http.json(request, schema)
      } catch (error) {
        if (signal.aborted) return { data: { items: [], next: null } as Anything, answer: {} as Anything }
        throw error
      }
    },
  })),
})

function stopping(ends: (page: Anything) => boolean): Mutant {
  return breakHttp(/after an empty and a short page/, http => ({
    json: async (request: Anything, schema: Anything) => {
      const read: Anything = await http.json(request, schema)
      return read.data?.items && ends(read.data) ? { ...read, data: { ...read.data, next: null } } : read
    },
  }))
}
