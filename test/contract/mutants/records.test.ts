import { z } from 'zod'
import { catchAll } from './judge.ts'
import { type Anything, breakLookup, breakOrders, breakProducts } from './mutate.ts'

const marking = (caughtBy: RegExp, change: (part: Anything, first: boolean) => Anything) =>
  breakOrders(caughtBy, ({ sweep }) => ({
    async *sweep(client: Anything, window: Anything, from: Anything) {
      let first = from === null
      for await (const part of sweep!(client, window, from)) {
        yield change(part, first)
        first = false
      }
    },
  }))

const mapping = (caughtBy: RegExp, change: (raw: Anything, record: Anything) => Anything) =>
  breakOrders(caughtBy, ({ map }) => ({ map: (raw: Anything, facts: Anything) => change(raw, map(raw, facts)) }))

const fetching = (caughtBy: RegExp, change: (raws: Anything, ids: readonly string[], client: Anything) => Anything) =>
  breakOrders(caughtBy, ({ fetch }) => ({
    fetch: async (client: Anything, ids: readonly string[]) => change(await fetch(client, ids), ids, client),
  }))

/** As those do who think of no such key. */
function merge(into: Anything, from: Anything): Anything {
  for (const key of Object.keys(from)) {
    const isObject = typeof from[key] === 'object' && from[key] !== null && !Array.isArray(from[key])
    into[key] = isObject ? merge(into[key] ?? {}, from[key]) : from[key]
  }
  return into
}

catchAll({
  'map reads the clock': mapping(/same output/, (_, record) => ({ ...record, paidAt: new Date().toISOString() })),
  'map throws dice': mapping(/same output/, (_, record) => ({ ...record, number: `${Math.random()}` })),
  'map changes its input': breakProducts(/maps purely/, ({ map }) => ({
    map: (raw: Anything, facts: Anything) => {
      raw.name += '!'
      return map(raw, facts)
    },
  })),
  'map yields a number for money': mapping(/is canonical/, (_, record) => ({ ...record, total: 10.5 })),
  'map takes the store’s local time for UTC': mapping(/times are the store’s/, (raw, record) => ({
    ...record,
    modifiedAt: new Date(Date.parse(raw.modified) + 3_600_000).toISOString(),
  })),
  'map tells the time of a save as content': mapping(/stays as it was/, (raw, record) => ({
    ...record,
    paidAt: raw.modified,
  })),
  'map takes the trash for living': mapping(/tells what is in the trash/, (_, record) => ({
    ...record,
    deleted: false,
  })),
  'map leaves the trash out, and the sweep lists it': breakOrders(/told as deleted/, ({ map, pages, fingerprint }) => ({
    map: (raw: Anything, facts: Anything) => (raw.trashed ? null : map(raw, facts)),
    async *sweep(client: Anything, window: Anything, from: Anything) {
      for await (const { records, next } of pages(client, { ...window, since: null }, from)) {
        yield {
          marks: records.map((raw: Anything) => ({ externalId: `${raw.id}`, fingerprint: fingerprint!(raw) })),
          next,
        }
      }
    },
  })),
  'idOf tells another id': breakOrders(/idOf tells/, ({ idOf }) => ({
    idOf: (raw: unknown) => idOf(raw) && `order-${idOf(raw)}`,
  })),
  'a key of the system reaches what all objects inherit': breakOrders(/takes odd keys/, ({ map }) => ({
    map: (raw: Anything, facts: Anything) => map(merge({}, raw), facts),
  })),
  'a new key of the system stops the import': breakOrders(/passes through/, ({ raw }) => ({
    raw: (raw as Anything).strict(),
  })),
  'fetch returns the deleted': fetching(/the one that is gone is absent/, (raws, ids) =>
    ids.map(id => raws.find((raw: Anything) => `${raw.id}` === id) ?? { ...raws[0], id: Number(id) }),
  ),
  'fetch asks for what sends a mail': fetching(/nothing was sent or printed/, async (raws, _, client) => {
    await client.get('/orders/mail', z.unknown())
    return raws
  }),
  'fetch reads the first three only': fetching(/the same either way/, raws => raws.slice(0, 3)),
  'fetch gives another shape': fetching(/its raw form too/, raws =>
    raws.map((raw: Anything) => ({ ...raw, links: [] })),
  ),
  'fetch gives an older state': fetching(/the same either way|restored/, raws =>
    raws.map((raw: Anything) => ({ ...raw, total: '1.00' })),
  ),
  'fetch asks for everything when asked for nothing': breakOrders(/nobody is asked/, ({ fetch }) => ({
    fetch: (client: Anything, ids: readonly string[]) => fetch(client, ids.length > 0 ? ids : ['1']),
  })),
  'the sweep misses an id': marking(/every record is marked/, (part, first) =>
    first ? { ...part, marks: part.marks.slice(1) } : part,
  ),
  'the sweep misses the last part': marking(/every record is marked/, part =>
    part.next === null ? { ...part, marks: [] } : part,
  ),
  'the sweep ends too early': marking(/the last part/, part => ({ ...part, next: null })),
  'the sweep sees nothing quiet': breakOrders(/changes the mark/, ({ sweep, fingerprint }) => ({
    fingerprint: (raw: Anything) => fingerprint!(raw).split(' ')[0]!,
    async *sweep(client: Anything, window: Anything, from: Anything) {
      for await (const part of sweep!(client, window, from)) {
        const marks = part.marks.map(mark => ({ ...mark, fingerprint: mark.fingerprint.split(' ')[0] }))
        yield { ...part, marks }
      }
    },
  })),
  'the fingerprint is not the mark': breakOrders(/mark of its raw form/, () => ({ fingerprint: () => 'x' })),
  'the sweep ignores Order Start': breakOrders(/same bounds as the pages/, ({ sweep }) => ({
    sweep: (client: Anything, window: Anything, from: Anything) =>
      sweep!(client, { ...window, createdFrom: null }, from),
  })),
  'a lookup answers in another shape': breakLookup(/answers in its schema/, () => ({
    run: async () => [{ words: 'Packed' }],
  })),
  'a lookup takes what is gone for what has nothing': breakLookup(/says that a record is gone/, ({ run }) => ({
    run: (client: Anything, id: string) => run(client, id).catch(() => []),
  })),
})
