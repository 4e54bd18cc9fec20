// The practice store behind a server that spoils what it sends, as plugins, caches and dying servers do.
import type { Test } from 'tap'
import {
  createPracticeStore,
  type RunningStore,
  type StoreOptions,
} from '../../connectors/woocommerce/practice-store/index.ts'
import { type Answer, type Asked, startPracticeServer } from '../../src/sdk/testing/index.ts'

export interface SpoiltShop extends RunningStore {
  /** What becomes of one record's JSON, in lists and alone, by route and id: `orders/586`. */
  readonly rows: Map<string, (json: string) => string>
  /** What becomes of whole answers: `give` asks the store, now or later. */
  answer: (asked: Asked, give: () => Answer) => Answer | Promise<Answer>
}

/** Keeps answers back that begin at a row or later, for ever: what is waited for can only be cancelled. */
export const holdFrom =
  (row: number): SpoiltShop['answer'] =>
  ({ query }, give) =>
    query.get('orderby') === 'id' && Number(query.get('offset')) >= row ? new Promise(() => {}) : give()

export async function startSpoiltShop(t: Test, options: StoreOptions = {}): Promise<SpoiltShop> {
  const store = createPracticeStore(options)
  const rows: SpoiltShop['rows'] = new Map()
  const shop: Pick<SpoiltShop, 'rows' | 'answer'> = { rows, answer: (_, give) => give() }
  const server = await startPracticeServer(
    asked => shop.answer(asked, () => spoilRows(rows, asked, store.answer(asked))),
    {
      clock: store.state.clock,
    },
  )
  t.teardown(server.close)
  return Object.assign(shop, { baseUrl: server.baseUrl, store, server, keys: store.keys, close: server.close })
}

/** The body becomes text: not all that is sent could be made of values. */
function spoilRows(rows: SpoiltShop['rows'], { path }: Asked, answer: Answer): Answer {
  const [, route = '', id] = /\/wc\/v3\/(.+?)(?:\/(\d+))?$/.exec(path) ?? []
  const spoil = (row: object) => (rows.get(`${route}/${'id' in row ? row.id : ''}`) ?? String)(JSON.stringify(row))
  if (rows.size === 0 || (answer.status ?? 200) !== 200) return answer
  if (Array.isArray(answer.body)) return asJson(answer, `[${answer.body.map(spoil).join()}]`)
  return id && typeof answer.body === 'object' ? asJson(answer, spoil(answer.body as object)) : answer
}

const asJson = (answer: Answer, body: string): Answer => ({
  ...answer,
  headers: { ...answer.headers, 'content-type': 'application/json; charset=UTF-8' },
  body,
})
