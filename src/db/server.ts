import pg from 'pg'

const timeouts = {
  // No statement of ours needs as long; one that does is better ended than left to hold its locks.
  statement_timeout: '120s',
  lock_timeout: '30s',
  idle_in_transaction_session_timeout: '120s',
}
const CONNECT_TIMEOUT_MS = 15_000

/** A pool on a PostgreSQL server. Every session is in UTC: the Prisma adapter writes times in the session's zone. */
export function openServerPool(url: string, connections: number): pg.Pool {
  const { bare, options } = splitOptions(url)
  const settings = Object.entries({ ...timeouts, TimeZone: 'UTC' }).map(([name, value]) => `-c ${name}=${value}`)
  return new pg.Pool({
    connectionString: bare,
    max: connections,
    application_name: 'koppla',
    options: [options, ...settings].join(' ').trim(),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  })
}

/** Options given in the address would replace ours, so they are put before them. */
function splitOptions(url: string): { bare: string; options: string } {
  const address = new URL(url)
  const options = address.searchParams.get('options') ?? ''
  address.searchParams.delete('options')
  return { bare: address.href, options }
}

/** The address without its password, for people to read. */
export function describeServer(url: string): string {
  const { protocol, username, host, pathname } = new URL(url)
  return `${protocol}//${username ? `${username}@` : ''}${host}${pathname}`
}
