import type { Client } from '../db.ts'

/** Keeps a value under a name of the installation's settings. */
export async function remember(client: Pick<Client, 'query'>, key: string, value: object): Promise<void> {
  await client.query(
    'INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, JSON.stringify(value)],
  )
}

export async function recall<T>(client: Pick<Client, 'query'>, key: string): Promise<T | undefined> {
  const { rows } = await client.query<{ value: T }>('SELECT value FROM settings WHERE key = $1', [key])
  return rows[0]?.value
}
