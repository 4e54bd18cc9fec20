import type { Test } from 'tap'
import { type CheckReport, runChecks } from '../../checks.ts'
import type { Field } from '../../fields.ts'
import { type FormValues, type Practice, type Put, practise, secretsOf } from './practice.ts'

export async function passesWithGoodCredential(t: Test, put: Put): Promise<void> {
  const practice = await practise(t, put)
  const reports = await check(practice, practice.values)
  const bad = reports.filter(({ result }) => result.status === 'failed' || result.status === 'skipped')
  t.strictSame(bad, [], 'nothing fails and nothing is skipped')
  const found = Object.assign({}, ...reports.map(({ result }) => ('found' in result ? result.found : {})))
  t.ok(put.connector.facts.safeParse(found).success, 'what a connection must remember has been found')
  t.ok(put.connector.facts.safeParse(practice.facts).success, 'the facts of the scenario are such')
  practice.keepsSecrets(reports, 'in the report')
}

export async function refusesWrongCredential(t: Test, put: Put): Promise<void> {
  const practice = await practise(t, put)
  const wrong = spoilSecrets(practice)
  const reports = await check(practice, wrong)
  const at = reports.findIndex(({ result }) => result.status === 'failed')
  t.match(reports[at]?.id, /^credentials/, 'the check of the credential fails')
  t.match(
    reports[at]?.result,
    { diagnosis: /\w/, remedy: /\w/, field: /\w/ },
    'with what to do, and the field at fault',
  )
  t.ok(pointsAtField(put, reports[at]), 'a field that the form has')
  t.ok(
    reports.slice(at + 1).every(({ result }) => result.status === 'skipped'),
    'what depends on it is skipped',
  )
  practice.keepsSecrets(reports, 'in the report')
  const told = JSON.stringify(reports)
  t.notOk(
    secretsOf(put.connector, wrong).some(secret => told.includes(secret)),
    'nor the wrong one',
  )
}

/** Of each field that takes parts of the store. */
export async function offersItsParts(t: Test, put: Put): Promise<void> {
  for (const [name, { parts: takes }] of Object.entries<Field>(put.connector.fields)) {
    if (!takes) continue
    const practice = await practise(t, put)
    const choose = (value: string) => check(practice, { ...practice.values, [name]: value })
    const offered = partsIn(await check(practice, practice.values), name)
    t.ok(offered.length > 1, `the parts for ${name} are offered`)
    for (const { value } of offered) {
      const reports = await choose(value)
      t.notOk(reports.some(isFailed), `${name} takes ${value}`)
      t.strictSame(partsIn(reports, name), offered, 'and the others are offered still')
    }
    const reports = await choose('no-such-part')
    t.match(reports.find(isFailed)?.result, { field: name }, 'a part that there is not is refused')
    t.strictSame(partsIn(reports, name), offered, 'with those that there are')
  }
}

const isFailed = ({ result }: CheckReport): boolean => result.status === 'failed'

const partsIn = (reports: readonly CheckReport[], name: string) =>
  reports.flatMap(({ result }) => ('offers' in result && result.offers?.field === name ? result.offers.parts : []))

const nuisances = {
  'a page of HTML': {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Welcome</body></html>',
  },
  'a server that is down for maintenance': { status: 503, body: 'Back soon.' },
  'a server that knows nothing of it': { status: 404, body: 'Not found' },
}

/** A credential error is never reported for what is not one. */
export async function tellsUnreachable(t: Test, put: Put): Promise<void> {
  const practice = await practise(t, put)
  for (const [name, nuisance] of Object.entries(nuisances)) {
    practice.meddle(() => nuisance)
    isUnreachable(t, put, { name, reports: await check(practice, practice.values) })
  }
  await practice.server.close()
  isUnreachable(t, put, { name: 'a server that is off', reports: await check(practice, practice.values) })
}

function isUnreachable(t: Test, put: Put, { name, reports }: { name: string; reports: CheckReport[] }): void {
  const failed = reports.find(({ result }) => result.status === 'failed')
  t.match(failed?.id, /^reachable/, `${name} is told as not reachable`)
  t.match(failed?.result, { diagnosis: /\w/, remedy: /\w/ }, 'with what to do')
  t.ok(pointsAtField(put, failed), 'and the field to look at')
}

function pointsAtField({ connector }: Put, report: CheckReport | undefined): boolean {
  const field = report && 'field' in report.result ? report.result.field : undefined
  return field !== undefined && field in connector.fields
}

async function check({ connector, context }: Practice, values: FormValues): Promise<CheckReport[]> {
  const reports: CheckReport[] = []
  const open = (found: object) => connector.client(values, found, context)
  for await (const report of runChecks({ checks: connector.checks, values, context, open })) reports.push(report)
  return reports
}

/** As long as the right ones, and other in the last letter. */
function spoilSecrets({ connector, values }: Practice): FormValues {
  const spoil = (value: string) => value.replace(/.$/, last => (last === 'x' ? 'y' : 'x'))
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, connector.fields[key]?.secret ? spoil(value) : value]),
  )
}
