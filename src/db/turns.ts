import type pg from 'pg'

/** What processes do one after the other, each by its advisory lock; the first is the one that `prisma migrate deploy` takes. */
const locks = { migrate: 72707369, 'make queues': 72707370, 'look for alerts': 72707371 }
type Turn = keyof typeof locks

/** Does the work when no other process on this database does the same. The client is the session that holds the turn. */
export async function takeTurn<T>(pool: pg.Pool, turn: Turn, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    // Waiting for another process's work, and a long one of our own, may take longer than a query should.
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0')
    await client.query('SELECT pg_advisory_lock($1)', [locks[turn]])
    return await work(client)
  } finally {
    await client
      .query(`SELECT pg_advisory_unlock(${locks[turn]}); RESET statement_timeout; RESET lock_timeout`)
      .catch(error => (broken = error))
    // A session that may still hold the lock must end with its connection.
    client.release(broken)
  }
}

/** Takes the turn for the client's transaction. False: another process has it. */
export async function hasTurn(client: pg.PoolClient, turn: Turn): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [locks[turn]])
  return rows[0]!.mine
}
