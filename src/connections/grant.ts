import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import type { AnyConnector, Shared } from '../sdk/index.ts'
import type { Sealed, Vault } from './secrets.ts'
import { insertShared, sharedOwner } from './shared-row.ts'

/** What consent ended in that no browser may see: sealed until it becomes a connection's, or for fifty minutes. */
export interface Grant {
  /** Of the consent. */
  readonly id: string
  /** Who asked for it. Absent: the caller has no session, and so no grant. */
  readonly sessionId: string | undefined
}

export const grantOf = (id: string | undefined, sessionId: string | undefined): Grant | undefined =>
  id === undefined ? undefined : { id, sessionId }

export interface Granting {
  readonly db: Database
  readonly vault: Vault
}

const owner = (id: string): string => `${id} granted`

export const sealGrant = (vault: Vault, id: string, text: string): Sealed => vault.seal(text, owner(id))

/** Consent to one system is none to another. */
type System = Pick<AnyConnector, 'id'>

/** Over `a` authorizations. */
const own = `a.id = $1 AND a.session_id = $2 AND a.system = $3
  AND a.outcome IS NOT NULL AND a.sealed IS NOT NULL AND a.expires_at > now()`

const valuesOf = ({ id, sessionId }: Grant, { id: system }: System) => [id, sessionId ?? null, system]

/**
 * For verification. What is made in its place is stored here too before it is used, so that nothing is lost in between.
 * @throws Problem conflict, code `authorization_gone`
 */
export async function openGrant({ db, vault }: Granting, grant: Grant, connector: System): Promise<Shared> {
  let last: Promise<unknown> = Promise.resolve()

  async function find() {
    const { rows } = await db.pool.query<Sealed>(
      `SELECT a.key_id AS "keyId", a.sealed FROM authorizations a WHERE ${own}`,
      valuesOf(grant, connector),
    )
    if (rows[0] === undefined) throw gone()
    return { sealed: rows[0].sealed, text: unseal(vault, rows[0], grant) }
  }

  async function replace(make: (kept: string | null) => Promise<string>): Promise<string> {
    const { sealed, text } = await find()
    const made = await make(text)
    if (made === text) return text
    const anew = sealGrant(vault, grant.id, made)
    const { rowCount } = await db.pool.query(
      `UPDATE authorizations a SET key_id = $4, sealed = $5 WHERE ${own} AND a.sealed = $6`,
      [...valuesOf(grant, connector), anew.keyId, anew.sealed, sealed],
    )
    if (rowCount === 0) throw gone()
    return made
  }

  await find()
  return {
    read: async () => (await find()).text,
    renew(make) {
      const made = last.then(() => replace(make))
      last = made.catch(() => {})
      return made
    },
  }
}

/**
 * Makes it the connection's, with the credential that it has by now. It can be given once.
 * @throws Problem conflict, code `authorization_gone`
 */
export async function giveGrant(
  client: Client,
  vault: Vault,
  { grant, connectionId, connector }: { grant: Grant; connectionId: string; connector: AnyConnector },
): Promise<void> {
  const { rows } = await client.query<Sealed>(
    `WITH given AS (SELECT a.id, a.key_id, a.sealed FROM authorizations a WHERE ${own} FOR UPDATE)
     UPDATE authorizations t SET sealed = NULL FROM given WHERE t.id = given.id
     RETURNING given.key_id AS "keyId", given.sealed`,
    valuesOf(grant, connector),
  )
  if (rows[0] === undefined) throw gone()
  const text = unseal(vault, rows[0], grant)
  const endsAt = connector.authorization?.endsAt?.(text) ?? null
  await insertShared(client, connectionId, { sealed: vault.seal(text, sharedOwner(connectionId)), endsAt })
}

/** What was sealed under a key that has been thrown away since is of no use to anybody. */
function unseal(vault: Vault, sealed: Sealed, { id }: Grant): string {
  try {
    return vault.open(sealed, owner(id))
  } catch {
    throw gone()
  }
}

const gone = () =>
  new Problem('conflict', 'The consent that this goes by was used, has expired, or was asked for by somebody else.', {
    remedy: 'Ask for consent again, verify, and save within fifty minutes.',
    more: { code: 'authorization_gone' },
  })
