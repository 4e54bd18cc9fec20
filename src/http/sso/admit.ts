import type { IDToken } from 'openid-client'
import type { SsoSettings } from '../../config/sso.ts'
import type { Actor } from '../../connections/audit.ts'
import type { Client, Database } from '../../db.ts'
import { Name } from '../api/common.ts'
import { Email } from '../api/session.ts'
import { hasUsers, insertUser } from '../users.ts'
import { SsoError } from './refusal.ts'

const providerId = 'sso'

/**
 * The id of the person whom the provider speaks of: known by their account there, at first by their e-mail. Somebody
 * unknown is added if that is wanted.
 * @throws SsoError no_email, email_unverified, no_access, unknown_person, other_account
 */
export async function admit(
  { db, settings }: { db: Database; settings: SsoSettings },
  claims: IDToken,
  actor: Actor,
): Promise<string> {
  const email = readEmail(settings, claims)
  refuseOutsider(settings, email, claims)
  const account = `${settings.issuer}#${claims.sub}`
  return db.transaction(async client => {
    await client.query('LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE')
    const id = (await findLinked(client, account)) ?? (await linkByEmail(client, email, account))
    if (id !== undefined) return forgetGivenPassword(client, id)
    const added = await addPerson(client, { settings, email, name: claims['name'] }, actor)
    await link(client, added, account)
    return added
  })
}

/** Only a verified e-mail proves who somebody is. */
function readEmail({ trustEmail }: SsoSettings, { email, email_verified: verified }: IDToken): string {
  const { data } = Email.safeParse(email)
  if (data === undefined) throw new SsoError('no_email', 'The provider tells no e-mail; see KOPPLA_SSO_SCOPES.')
  const said = verified ?? trustEmail
  if (said === true || said === 'true') return data
  throw new SsoError(
    'email_unverified',
    `The provider does not say that ${data} is verified; see KOPPLA_SSO_TRUST_EMAIL.`,
  )
}

function refuseOutsider({ domains, claim }: SsoSettings, email: string, claims: IDToken): void {
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (domains.length > 0 && !domains.includes(domain))
    throw new SsoError('no_access', `${email} is in none of KOPPLA_SSO_DOMAINS.`)
  if (claim === undefined) return
  const told = [claims[claim.name]].flat().map(String)
  if (!told.includes(claim.value)) throw new SsoError('no_access', `${email} lacks ${claim.name}=${claim.value}.`)
}

async function findLinked(client: Client, account: string): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT user_id AS id FROM sign_in_methods WHERE provider_id = $1 AND account_id = $2',
    [providerId, account],
  )
  return rows[0]?.id
}

/** An address may be handed on to somebody else: who has an account at the provider is not taken for another. */
async function linkByEmail(client: Client, email: string, account: string): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string; taken: boolean }>(
    `SELECT id, EXISTS (SELECT 1 FROM sign_in_methods m WHERE m.user_id = users.id AND m.provider_id = $2) AS taken
     FROM users WHERE email = $1`,
    [email, providerId],
  )
  const [found] = rows
  if (found?.taken) throw new SsoError('other_account', `${email} signs in with another account at the provider.`)
  if (found) await link(client, found.id, account)
  return found?.id
}

const link = (client: Client, userId: string, account: string) =>
  client.query('INSERT INTO sign_in_methods (user_id, account_id, provider_id) VALUES ($1, $2, $3)', [
    userId,
    account,
    providerId,
  ])

/** Who comes this way needs no password: one that an admin gave, and that was never replaced, works no more. */
async function forgetGivenPassword(client: Client, id: string): Promise<string> {
  const { rowCount } = await client.query(
    'UPDATE users SET must_change_password = false WHERE id = $1 AND must_change_password',
    [id],
  )
  if (rowCount)
    await client.query(`DELETE FROM sign_in_methods WHERE user_id = $1 AND provider_id = 'credential'`, [id])
  return id
}

interface Newcomer {
  readonly settings: SsoSettings
  readonly email: string
  readonly name: unknown
}

/** Never the first of all people: that is an admin, made with the key. */
async function addPerson(client: Client, { settings, email, name }: Newcomer, actor: Actor): Promise<string> {
  const { newPeople: role } = settings
  if (role === 'refuse' || !(await hasUsers(client)))
    throw new SsoError('unknown_person', `${email} is no user, and new people are not added.`)
  const named = Name.safeParse(name).data ?? email
  const made = { email, name: named, role, mustChangePassword: false }
  return (await insertUser(client, made, { ...actor, name: 'single sign-on' })).id
}
