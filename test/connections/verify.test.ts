import { randomBytes } from 'node:crypto'
import t from 'tap'
import { createVault } from '../../src/connections/secrets.ts'
import { findingOf, issueToken, readToken } from '../../src/connections/verification-token.ts'
import { type Verified, verifyCredential } from '../../src/connections/verify.ts'
import { openLog } from '../../src/log.ts'
import { type AnyConnector, type CheckResult, ConnectorError } from '../../src/sdk/index.ts'
import { toyshop } from '../support/toy-store.ts'

const credential = { apiUrl: 'http://127.0.0.1:9', accessToken: 'toy-key', secret: 'a-secret-that-nobody-sees' }
const network = { allowAddresses: [], ca: undefined }
const facts = {
  identity: 'toy-1',
  name: 'Toys',
  url: 'https://toys.example',
  timeZone: 'UTC',
  currency: null,
  country: null,
  version: null,
  pricesIncludeTax: null,
  counts: {},
}

type Run = () => Promise<CheckResult>
const connectorWith = (...runs: Run[]): AnyConnector => ({
  ...toyshop,
  checks: runs.map((run, at) => ({ id: `check.${at}`, title: `Check ${at}`, blocking: false, run })),
})
const pass = async (): Promise<CheckResult> => ({ status: 'passed', found: facts })

async function verify(connector: AnyConnector, more: object = {}) {
  const signal = new AbortController().signal
  const lines: string[] = []
  const log = openLog('info', { write: line => void lines.push(line) })
  const checks = verifyCredential({ network, log, ...more }, { connector, credential, signal, ...more })
  for (;;) {
    const { done, value } = await checks.next()
    if (done) return { ...value, lines }
  }
}

t.test('a check that throws in an unforeseen way is a failed check, and logged; the others are run', async t => {
  const { report, verified, lines } = await verify(
    connectorWith(async () => {
      throw new TypeError('x is not a function')
    }, pass),
  )
  t.match(report, [
    { result: { status: 'failed', diagnosis: /mistake of its own/, remedy: /operator/ } },
    { result: { status: 'passed' } },
  ])
  t.notMatch(JSON.stringify(report), /TypeError|not a function/)
  t.match(lines, [/x is not a function/])
  t.equal(verified, undefined)
})

t.test('what a connector says of a failure is told without the secret, whole', async t => {
  const { report } = await verify(
    connectorWith(
      async () => {
        throw new ConnectorError('auth', `No to ${credential.secret}.`, { remedy: 'Change it.', field: 'secret' })
      },
      async () => ({ status: 'passed', detail: btoa(`toy-key:${credential.secret}`) }),
    ),
  )
  t.match(report, [{ result: { diagnosis: 'No to •••.', remedy: 'Change it.', field: 'secret' } }, {}])
  t.notMatch(JSON.stringify(report), credential.secret)
  t.notMatch(JSON.stringify(report), btoa(`toy-key:${credential.secret}`))
})

t.test('checks that pass without finding what must be known are not green', async t => {
  const { report, verified } = await verify(connectorWith(async () => ({ status: 'passed', found: { name: 'x' } })))
  t.match(report.at(-1), { id: 'facts.complete', result: { status: 'failed' } })
  t.equal(verified, undefined)
})

t.test('a credential of another store than the connection’s is not green', async t => {
  const { report, verified } = await verify(connectorWith(pass), { identity: 'toy-2' })
  t.match(report.at(-1), { id: 'facts.same_store', result: { diagnosis: /opens Toys/, remedy: /same store/ } })
  t.equal(verified, undefined)
})

t.test('when the time is up, a check that hears nothing ends, and the rest is skipped', async t => {
  const { report } = await verify(
    connectorWith(() => new Promise(() => {}), pass),
    { verifyTimeLimitMs: 20 },
  )
  t.match(report, [{ result: { status: 'failed', diagnosis: /time/ } }, { result: { status: 'skipped' } }])
})

t.test('a token is good for what it was made for and nothing else', async t => {
  const { verified } = await verify(connectorWith(pass))
  const vault = createVault({ id: 'a', bytes: randomBytes(32) })
  const { token, expiresAt } = issueToken(vault, verified as Verified)
  const bound = { system: 'toyshop', credential }
  t.match(readToken(vault, token, bound), { facts: { identity: 'toy-1' }, unreadable: {}, report: [{}] })
  t.ok(Date.parse(expiresAt) > Date.now())
  const sameInOtherOrder = Object.fromEntries(Object.entries(credential).reverse()) as typeof credential
  t.ok(readToken(vault, token, { ...bound, credential: sameInOtherOrder }))
  for (const other of [
    { ...bound, system: 'toyshop2' },
    { ...bound, credential: { ...credential, secret: 'x' } },
    { ...bound, connectionId: '6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11' },
  ])
    t.throws(() => readToken(vault, token, other), /made for another system/)
  const old = vault.sign({ bound: '', ...findingOf(verified as Verified) }, -1)
  t.throws(() => readToken(vault, old, bound), /15 minutes old/)
  t.notMatch(Buffer.from(token, 'base64url').toString(), credential.secret)
})
