// What goes wrong: at the store, on the way to it, in the database, and in our own processes.
import type { Answer, Fault } from '../../src/sdk/testing/index.ts'
import type { DatabaseFault } from './hooked-database.ts'

const page = (title: string) =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
const html = (status: number, title: string, headers: object = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body: page(title),
})
const refused = (status: number, code: string, message: string): Answer => ({
  status,
  body: { code, message, data: { status } },
})

/** Told instead of the answer, or of how it is sent. */
export const httpFaults: Readonly<Record<string, Fault>> = {
  dropped: 'refuse',
  resetInBody: 'reset',
  truncated: 'truncate',
  halfJson: 'cut',
  notJson: { body: '{"id":12,}' },
  emptyBody: { headers: { 'content-type': 'application/json' }, body: '' },
  htmlWith200: html(200, 'Välkommen till butiken'),
  unauthorized: refused(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.'),
  firewall: html(403, 'Access denied', { server: 'cloudflare' }),
  tooMany: refused(429, 'too_many', 'Slow down.'),
  tooManyWithTime: { ...refused(429, 'too_many', 'Slow down.'), headers: { 'retry-after': '7' } },
  error500: refused(500, 'internal_server_error', '<p>There has been a critical error on this website.</p>'),
  error500Html: html(500, 'Internal Server Error'),
  error502: html(502, '502 Bad Gateway'),
  error503: html(503, 'Service Unavailable'),
  maintenance: html(503, 'Maintenance', { 'retry-after': '600' }),
  error504: html(504, '504 Gateway Time-out'),
}

type Meddle = (answer: Answer) => Answer
interface List {
  readonly rows: readonly unknown[]
  readonly total: unknown
}
type Change = (list: List) => List

/** WooCommerce: a list is its rows, with their total in a header. */
const totalsHeader = 'X-WP-Total'
function changeBare(answer: Answer, change: Change): Answer {
  const { body, headers = {} } = answer
  const { rows, total } = change({ rows: Array.isArray(body) ? body : [], total: headers[totalsHeader] })
  const told = totalsHeader in headers && { [totalsHeader]: total === undefined ? total : String(total) }
  return { ...answer, headers: { ...headers, ...told }, body: Array.isArray(body) ? rows : body }
}

/** Magento: it has both within, as text; a record by itself may have `items` of its own. */
function changeText(answer: Answer, change: Change): Answer | null {
  if (typeof answer.body !== 'string' || !answer.body.startsWith('{')) return null
  const list = JSON.parse(answer.body) as { readonly items?: unknown; readonly total_count?: unknown }
  if (!Array.isArray(list.items) || !('total_count' in list)) return null
  const { rows, total } = change({ rows: list.items, total: list.total_count })
  return { ...answer, body: JSON.stringify({ ...list, items: rows, total_count: total }) }
}

/** Fortnox: the rows have a name of their own. */
function changeNamed(answer: Answer, change: Change): Answer | null {
  const { MetaInformation: meta, ...list } = Object(answer.body) as Record<string, unknown>
  const [[name, listed] = ['', null]] = meta === undefined ? [] : Object.entries(list)
  if (!Array.isArray(listed)) return null
  const { rows, total } = change({ rows: listed, total: Object(meta)['@TotalResources'] })
  return { ...answer, body: { MetaInformation: { ...Object(meta), '@TotalResources': total }, [name]: rows } }
}

const changeList =
  (change: Change): Meddle =>
  answer =>
    changeText(answer, change) ?? changeNamed(answer, change) ?? changeBare(answer, change)
const total = (count: number | undefined) => changeList(({ rows }) => ({ rows, total: count }))

/** Done to an answer that otherwise comes as it is. */
export const meddling: Readonly<Record<string, Meddle>> = {
  totalTooLow: total(7),
  totalTooHigh: total(99_999),
  noTotal: total(undefined),
  rowTwice: changeList(({ rows, total }) => ({
    ...{ rows: rows.flatMap((row, at) => (at % 3 === 0 ? [row, row] : [row])), total },
  })),
  noDate: answer => ({ ...answer, headers: { ...answer.headers, date: undefined } }),
  cached: answer => ({ ...answer, headers: { ...answer.headers, age: '120' } }),
}

export const databaseFaults: Readonly<Record<string, DatabaseFault>> = {
  databaseLost: 'lost',
  databaseLostAfter: 'lost_after',
  diskFull: 'disk_full',
  kill: 'kill',
  killAfter: 'kill_after',
}

/** What the world itself must do: see episode.ts. */
export const worldFaults = [
  'portClosed',
  'slowAnswer',
  'timeout',
  'killAtRequest',
  'commitLost',
  'commitKilled',
  'restart',
  'suspended',
  'takenForDead',
  'storeClockJump',
  'ourClockJump',
  'zoneChange',
  'scheduleEdited',
  'cancelled',
  'runAsked',
  'spoiltRecord',
  'hiddenRows',
] as const

export const faultNames: readonly string[] = [
  ...Object.keys(httpFaults),
  ...Object.keys(meddling),
  ...Object.keys(databaseFaults),
  ...worldFaults,
]
