import type { Test } from 'tap'
import { ConnectorError, type ErrorKind } from '../../errors.ts'
import type { Fault } from '../faults.ts'
import type { Answer } from '../practice-server.ts'
import type { Practice, Subject } from './practice.ts'
import { readLiving, readPages, sameIds, truthOf } from './read.ts'

const passing: ReadonlyArray<readonly [string, Fault]> = [
  ['a 429', { status: 429, headers: { 'retry-after': '17' } }],
  ['a 503', { status: 503 }],
  ['a connection that breaks off', 'reset'],
  ['an answer that ends early', 'truncate'],
]

/** What passes by itself costs a wait and no record. */
export async function outlivesFaults(t: Test, subject: Subject): Promise<void> {
  const { server, timer } = subject
  for (const [name, fault] of passing) {
    server.failWith(fault)
    sameIds(t, await readLiving(subject), truthOf(subject), `${name} is outlived`)
  }
  t.ok(timer.waits.includes(17_000), 'Retry-After is kept to')
}

const lasting: ReadonlyArray<readonly [string, Answer, ErrorKind]> = [
  ['a 401', { status: 401 }, 'auth'],
  ['a 403', { status: 403 }, 'permission'],
  ['a 429', { status: 429, headers: { 'retry-after': '1' } }, 'rate_limit'],
  ['a 503', { status: 503 }, 'transient'],
  ['a page of HTML', { headers: { 'content-type': 'text/html' }, body: '<html>Welcome</html>' }, 'contract'],
  ['another shape', { body: { unexpected: true } }, 'contract'],
  ['half an answer', { headers: { 'content-type': 'application/json' }, body: '[{"id":1,' }, 'contract'],
]

/** What lasts ends the run with an error of its kind, on the first page as on a later one; never with a page that looks whole. */
export async function tellsFaults(t: Test, subject: Subject): Promise<void> {
  for (const [name, answer, kind] of lasting) {
    for (const page of [1, 2]) {
      const error = await failureOf(readWhile(subject, page, answer))
      t.ok(error instanceof ConnectorError && error.kind === kind, `${name} on page ${page} is of kind ${kind}`, {
        error,
      })
      if (error instanceof ConnectorError) t.match(error.remedy, /\w/, 'with what to do')
      subject.keepsSecrets(error, `in the error of ${name}`)
    }
  }
  await subject.server.close()
  const error = await failureOf(readPages(subject))
  t.ok(error instanceof ConnectorError && error.kind === 'transient', 'a server that is off is transient', { error })
  subject.keepsSecrets(error, 'in the error of a server that is off')
}

async function readWhile(subject: Subject, page: number, answer: Answer): Promise<void> {
  const fail = () => subject.meddle(() => answer)
  subject.meddle(null)
  if (page === 1) fail()
  await readPages(subject, { after: number => (number === page - 1 ? fail() : undefined) })
}

/** Secrets may not stand in addresses, which every server on the way writes down. */
export async function keepsSecretsOutOfAddresses(t: Test, subject: Subject): Promise<void> {
  await readPages(subject)
  await subject.imports.fetch(subject.client(), truthOf(subject).slice(0, 1))
  const { secretsInQuery } = subject.scenario
  if (secretsInQuery !== undefined) return void t.pass(`they may: ${secretsInQuery}`)
  for (const { url } of subject.server.asked) subject.keepsSecrets([url.href, decodeURI(url.href)], 'in an address')
}

/** A run that a person cancels ends there, in flight as between pages, and for the reason that was given. */
export async function stopsWhenAborted(t: Test, put: () => Promise<Subject>): Promise<void> {
  const between = await put()
  let askedBefore = 0
  const stop = () => {
    askedBefore = between.server.askedCount
    between.abort(new Error('cancelled'))
  }
  const stopped = readPages(between, { after: number => (number === 1 ? stop() : undefined) })
  t.match(await failureOf(stopped), { message: 'cancelled' }, 'between two pages')
  t.ok(between.server.askedCount <= askedBefore + between.connector.rateLimit.concurrency, 'and nothing more is asked')

  const inFlight = await put()
  inFlight.server.latencyMs = 600_000
  const reading = failureOf(readPages(inFlight))
  await isAsked(inFlight)
  inFlight.abort(new Error('cancelled'))
  t.match(await reading, { message: 'cancelled' }, 'in flight')
}

async function isAsked({ server }: Practice): Promise<void> {
  while (server.busy === 0) await new Promise(setImmediate)
}

export const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )
