import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t, { type Test } from 'tap'
import { z } from 'zod'
import type { SealingKey } from '../../src/config/sealing-key.ts'
import { readConfig } from '../../src/config.ts'
import { ending, secretsOf, showCredential } from '../../src/connections/credential.ts'
import { createVault, openVault, type Sealed } from '../../src/connections/secrets.ts'
import { sharedOwner } from '../../src/connections/shared-row.ts'
import type { Database } from '../../src/db.ts'
import { openLog, silentLog } from '../../src/log.ts'
import { secret, text } from '../../src/sdk/index.ts'
import { testOnDatabases } from '../support/database.ts'

const makeKey = (id: string): SealingKey => ({ id, bytes: randomBytes(32) })
const owner = '6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11'

t.test('a secret opens for its owner alone, and only as it was sealed', async t => {
  const vault = createVault(makeKey('a'))
  const sealed = vault.seal('cs_åäö', owner)
  t.equal(vault.open(sealed, owner), 'cs_åäö')
  t.notMatch(sealed.sealed.toString('latin1'), 'cs_')
  t.notSame(vault.seal('cs_åäö', owner).sealed, sealed.sealed, 'never the same twice')
  t.throws(() => vault.open(sealed, 'another'))
  t.throws(() => createVault(makeKey('a')).open(sealed, owner), 'another key of the same name')
  t.throws(() => createVault(makeKey('b')).open(sealed, owner), /key a .* is not here/)
  for (let at = 0; at < sealed.sealed.length; at++) {
    const changed = Buffer.from(sealed.sealed)
    changed[at]! ^= 1
    t.throws(() => vault.open({ ...sealed, sealed: changed }, owner), `byte ${at}`)
  }
  t.throws(() => vault.open({ ...sealed, sealed: Buffer.alloc(0) }, owner))
})

t.test('a token is good here, unchanged and in time', async t => {
  const key = makeKey('a')
  const vault = createVault(key)
  const schema = z.object({ a: z.number() })
  const token = vault.sign({ a: 1 }, 60_000)
  t.strictSame(vault.verify(token, schema), { content: { a: 1 } })
  t.strictSame(vault.verify(vault.sign({ a: 1 }, -1), schema), { refused: 'expired' })
  t.strictSame(createVault(makeKey('a')).verify(token, schema), { refused: 'malformed' })
  t.strictSame(createVault(makeKey('b'), [key]).verify(token, schema), { content: { a: 1 } }, 'while keys change')
  for (const other of ['', '.', 'x', token.slice(1), `${token}xxxx`, token.replace('.', 'A.')])
    t.strictSame(vault.verify(other, schema), { refused: 'malformed' }, other)
})

t.test('of a secret only the ending is shown, and never more than a quarter', async t => {
  t.equal(ending('cs_0123456789abcdef0123456789abcdefa69dab1'), '…a69dab1')
  t.equal(ending('password'), '…rd')
  t.equal(ending('pin'), '…')
  const connector = { fields: { url: text({ label: 'a', help: 'b' }), key: secret({ label: 'a', help: 'b' }) } }
  const credential = { url: 'https://a.example', key: 'secret-1' }
  t.strictSame(showCredential(connector, credential), { url: 'https://a.example', key: '…-1' })
  t.strictSame(secretsOf(connector, credential), ['secret-1'])
  t.strictSame(showCredential(connector, { unknown: 'secret-1' }), { unknown: '…-1' }, 'what is unknown is secret')
})

await testOnDatabases(t, 'the key of an installation', async (t, db) => {
  const dataDir = t.testdir()
  const file = path.join(dataDir, 'koppla.key')
  const embedded = { dataDir, databaseUrl: undefined, key: undefined, retiredKeys: [] }

  await t.test('embedded, it is made on the first start, for its owner alone', async t => {
    // What a first start leaves that is killed while it makes the key.
    writeFileSync(`${file}.new`, 'aGFsZg', { mode: 0o644 })
    const first = await openVault({ config: embedded, db, log: silentLog })
    t.equal(statSync(file).mode & 0o777, 0o600)
    const again = await openVault({ config: embedded, db, log: silentLog })
    t.equal(again.open(first.seal('x', owner), owner), 'x')
  })

  await t.test('a key file that others can read is warned of', async t => {
    chmodSync(file, 0o644)
    const lines: string[] = []
    await openVault({ config: embedded, db, log: openLog('info', { write: line => void lines.push(line) }) })
    t.match(lines, [/chmod 600/])
  })

  await t.test('a lost key is never replaced by a second, and may be given by hand', async t => {
    const kept = readFileSync(file, 'utf8')
    rmSync(file)
    await t.rejects(openVault({ config: embedded, db, log: silentLog }), { name: 'StartError', message: /is lost/ })
    t.notOk(existsSync(file))
    await t.rejects(openVault({ config: { ...embedded, key: makeKey('other') }, db, log: silentLog }), /sealed with/)
    const config = readConfig({ KOPPLA_KEY: kept, KOPPLA_DATA: dataDir })
    t.ok(await openVault({ config, db, log: silentLog }))
  })

  await testServerKeys(t, db)
})

async function testServerKeys(t: Test, db: Database): Promise<void> {
  const server = { dataDir: t.testdir(), databaseUrl: 'postgresql://localhost/x', retiredKeys: [] }
  const [old, fresh] = [makeKey('2026'), makeKey('2027')]
  const open = (key: SealingKey | undefined, retiredKeys: readonly SealingKey[] = []) =>
    openVault({ config: { ...server, key, retiredKeys }, db, log: silentLog })

  await t.test('a process without the key that the database remembers does not start', async t => {
    await db.pool.query('DELETE FROM settings')
    await t.rejects(open(undefined), /KOPPLA_KEY/)
    t.equal((await open(old)).keyId, '2026')
    await t.rejects(open(fresh), /sealed with 2026/)
    t.equal((await open(old)).keyId, '2026', 'and what it remembers is left alone')
  })

  await t.test('a key is replaced while the old one is still given, and then no longer needed', async t => {
    const sealed = (await open(old)).seal('{}', owner)
    await db.pool.query(
      `INSERT INTO connections (id, name, system, identity, credential_key_id, credential_sealed, credential_shown,
         facts, report, verified_at, order_start)
       VALUES ($1, 'a', 'b', 'c', $2, $3, '{}', '{}', '[]', now(), '2026-01-01')`,
      [owner, sealed.keyId, sealed.sealed],
    )
    const before = (await open(old)).seal('a token', sharedOwner(owner))
    const lost = createVault(makeKey('gone')).seal('a token', sharedOwner(owner))
    const keep = (version: number, one: Sealed) =>
      db.pool.query('INSERT INTO shared_secrets VALUES ($1, $2, 1, $3, $4)', [owner, version, one.keyId, one.sealed])
    await Promise.all([keep(0, before), keep(1, lost)])
    await open(fresh, [old])
    const vault = await open(fresh)
    const shared = (
      await db.pool.query('SELECT key_id AS "keyId", sealed FROM shared_secrets ORDER BY credential_version')
    ).rows
    t.equal(vault.open(shared[0], sharedOwner(owner)), 'a token')
    t.strictSame(shared[1], { keyId: null, sealed: null }, 'what nobody can open is not kept')
    const { rows } = await db.pool.query(
      'SELECT credential_key_id AS "keyId", credential_sealed AS sealed FROM connections',
    )
    t.equal(vault.open(rows[0], owner), '{}')
    await t.rejects(open(old), /sealed with 2027/)
  })
}
