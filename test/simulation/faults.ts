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
/** A list is its rows, with their total in a header, or has both within. */
const totalsHeader = 'X-WP-Total'
/** A record by itself may have `items` of its own. */
const listIn = ({ body }: Answer): { readonly items: readonly unknown[] } | null => {
  if (typeof body !== 'string' || !body.startsWith('{')) return null
  const list = JSON.parse(body) as { readonly items?: unknown }
  return Array.isArray(list.items) && 'total_count' in list ? (list as { readonly items: readonly unknown[] }) : null
}
const total = (count: number | undefined) => (answer: Answer) => {
  const list = listIn(answer)
  if (list !== null) return { ...answer, body: JSON.stringify({ ...list, total_count: count }) }
  const told = totalsHeader in (answer.headers ?? {}) && { [totalsHeader]: count === undefined ? count : String(count) }
  return { ...answer, headers: { ...answer.headers, ...told } }
}
const twice = (rows: readonly unknown[]) => rows.flatMap((row, at) => (at % 3 === 0 ? [row, row] : [row]))

/** Done to an answer that otherwise comes as it is. */
export const meddling: Readonly<Record<string, Meddle>> = {
  totalTooLow: total(7),
  totalTooHigh: total(99_999),
  noTotal: total(undefined),
  rowTwice: answer => {
    const list = listIn(answer)
    if (list !== null) return { ...answer, body: JSON.stringify({ ...list, items: twice(list.items) }) }
    return Array.isArray(answer.body) ? { ...answer, body: twice(answer.body) } : answer
  },
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
