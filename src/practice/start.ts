import { DateTime } from 'luxon'
import { type Actor, audited } from '../connections/audit.ts'
import { findConnector, parseCredential } from '../connections/credential.ts'
import { type Saving, saveConnection } from '../connections/save.ts'
import { issueToken } from '../connections/verification-token.ts'
import { finishChecks, type Verified, type Verifying, verifyCredential } from '../connections/verify.ts'
import type { Database } from '../db.ts'
import { Problem } from '../errors.ts'
import { activateSchedule, editSchedule } from '../schedules/edit.ts'
import type { DemoStore } from '../sdk/demo-store.ts'
import { type PracticeNotes, readPractised } from './notes.ts'
import type { PracticeStores } from './stores.ts'

export interface Practising extends Saving, Verifying {
  readonly practice: PracticeStores
}

export interface NewPractice {
  readonly system: string
  /** Of the connection. With a number behind it where that is taken. */
  readonly name: string
}

/**
 * Starts a practice store, verifies and saves a connection to it as any other, switches its schedules on and imports everything
 * once. Returns the id of the connection.
 * @throws Problem unavailable where none can run, conflict where there is one of that system, invalid for an unknown system
 */
export async function startPractice(context: Practising, input: NewPractice, actor: Actor): Promise<string> {
  const { practice } = context
  findConnector(context.registry, input.system)
  await refuseMore(context, input.system)
  const openedAt = new Date()
  const store = await practice.start(input.system, { openedAt })
  try {
    const verified = await verifyStore(context, store)
    const notes = { port: Number(new URL(store.baseUrl).port), openedAt: openedAt.toISOString(), sold: [], faults: [] }
    const id = await saveVerified(context, { verified, notes, name: await findName(context.db, input.name) }, actor)
    practice.keep(id, store)
    await beginImports(context, { id, verified }, actor)
    return id
  } catch (error) {
    if (![...practice.origins.values()].includes(store.baseUrl)) await store.close()
    throw error
  }
}

async function refuseMore({ db, practice }: Practising, system: string): Promise<void> {
  if (practice.refusal !== null) throw new Problem('unavailable', practice.refusal)
  const message = `There is no practice store of this system. There are: ${practice.systems.join(', ')}.`
  if (!practice.systems.includes(system))
    throw new Problem('invalid', message, { fields: [{ path: 'externalSystem', message }] })
  const first = (await readPractised(db)).find(one => one.system === system)
  if (first === undefined) return
  throw new Problem('conflict', `There is a practice store already, “${first.name}”.`, {
    remedy: 'Use that one, or delete its connection first.',
    more: { code: 'already_practising', connection: { id: first.connectionId, name: first.name } },
  })
}

async function verifyStore(context: Practising, store: DemoStore): Promise<Verified> {
  const connector = findConnector(context.registry, store.system)
  const credential = parseCredential(connector, store.credential)
  const practiceOrigin = store.baseUrl
  const signal = new AbortController().signal
  const checks = verifyCredential(context, { connector, credential, practiceOrigin, signal })
  const { report, verified } = await finishChecks(checks)
  if (verified !== undefined) return verified
  const { diagnosis, remedy } = report.find(one => one.result.status === 'failed')?.result ?? {}
  throw new Error(`The practice store did not pass its verification: ${diagnosis} ${remedy}`)
}

/** All that it ever sold is to come. */
const orderStart = () => DateTime.utc().minus({ years: 5 }).toISODate()

interface Saved {
  readonly verified: Verified
  readonly notes: PracticeNotes
  readonly name: string
}

function saveVerified(context: Practising, { verified, notes, name }: Saved, actor: Actor): Promise<string> {
  const { connector, credential } = verified
  const { token } = issueToken(context.vault, verified)
  const form = { name, externalSystem: connector.id, credential, orderStart: orderStart() }
  return saveConnection(context, { ...form, verificationToken: token, practice: notes }, actor)
}

async function findName({ pool }: Database, wanted: string): Promise<string> {
  const { rows } = await pool.query<{ name: string }>('SELECT lower(name) AS name FROM connections')
  const taken = new Set(rows.map(({ name }) => name))
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted} ${n}`
    if (!taken.has(name.toLowerCase())) return name
  }
}

/** What changes while one watches is read often; the rest as in any other connection. */
const often = { cron: '*/5 * * * *', timeZone: 'UTC' }
const watched = new Set<string>(['orders', 'stock'])

async function beginImports(
  { db, startRun }: Practising,
  { id, verified: { connector, unreadable } }: { id: string; verified: Verified },
  actor: Actor,
): Promise<void> {
  const readable = connector.entities.filter(one => one.import !== undefined && unreadable[one.name] === undefined)
  for (const { name: entity } of readable) {
    const key = { connectionId: id, entity }
    const change = audited(db, actor, { action: 'schedule.activated', target: id, detail: { entity } })
    if (watched.has(entity)) await editSchedule({ db, now }, { ...key, ...often })
    await activateSchedule({ db: change, now }, key)
    const run = { ...key, kind: 'incremental', cause: 'import_now', requestedBy: actor.name } as const
    await db.transaction(client => startRun(client, run))
  }
}

const now = () => new Date()
