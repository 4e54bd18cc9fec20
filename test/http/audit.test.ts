import t from 'tap'
import { startApi } from '../support/api.ts'
import { addPerson, admin, setUp } from '../support/browser.ts'
import { testOnDatabases } from '../support/database.ts'

await testOnDatabases(t, 'the audit log is read by who, what, on what and when, a page at a time', async (t, db) => {
  const api = await startApi(t, db)
  const browser = await setUp(api)
  const sven = await addPerson(api, 'admin', 'sven@example.com')
  const made = (await sven.ask('POST', '/keys', { body: { name: 'till', role: 'viewer' } })).body
  const read = async (query: string) => (await browser.ask('GET', `/audit?${query}`)).body
  t.match((await read(`target=${made.id}`)).items, [
    { actor: 'sven@example.com', action: 'key.created', thing: { kind: 'key', name: 'till' } },
  ])
  t.match((await read('action=user.created&actor=ANNA')).items, [{ thing: { kind: 'user', name: admin.name } }])
  const { id } = (await sven.ask('GET', '/me')).body
  await browser.ask('DELETE', `/users/${id}`)
  const gone = (await read(`target=${id}`)).items
  t.ok(gone.length > 2 && gone.every((one: { thing: unknown }) => one.thing === null), 'who is gone is no link')
  t.match(gone[0], { action: 'user.deleted', detail: { name: 'The admin' } })

  const forged = (await browser.ask('POST', '/keys', { body: { name: admin.email, role: 'admin' } })).body
  await api.ask('POST', '/warehouses', {
    as: null,
    headers: { authorization: `Bearer ${forged.key}` },
    body: { name: 'Lager' },
  })
  const own = { name: 'Anna', language: null }
  await browser.ask('PATCH', '/me', { body: own })
  t.match((await read('limit=2')).items, [
    { actor: admin.email, via: 'person', actorId: (await browser.ask('GET', '/me')).body.id },
    { actor: admin.email, via: 'key', actorId: forged.id, action: 'warehouse.created' },
  ])

  const proof = async () => (await browser.ask('GET', '/audit/proof')).body
  t.match(await proof(), { intact: true, unchained: 0, shortened: false, found: null })
  t.equal((await browser.ask('GET', '/audit/proof?hash=7')).status, 400)

  const { items } = await read('limit=200')
  const at = items[2].at
  const late = (await read(`limit=200&from=${at}`)).items
  const early = (await read(`limit=200&until=${at}`)).items
  t.ok(late.length >= 3 && early.length > 0)
  t.strictSame([...late, ...early], items, 'a time parts the log without a gap')
  t.equal((await browser.ask('GET', '/audit?from=yesterday')).status, 400)

  const walked = []
  for (let next = ''; next !== null; ) {
    const page = await read(`limit=2${next && `&after=${next}`}`)
    walked.push(...page.items)
    next = page.next
  }
  t.strictSame(walked, items)
})

await testOnDatabases(t, 'what was changed by hand is told, with where and what to do', async (t, db) => {
  const api = await startApi(t, db)
  const browser = await setUp(api)
  await addPerson(api, 'viewer', 'vera@example.com')
  await db.pool.query(`UPDATE audit_entries SET actor = 'nobody' WHERE id = (SELECT min(id) FROM audit_entries)`)
  const { status, body } = await browser.ask('GET', '/audit/proof')
  t.equal(status, 200)
  t.match(body, {
    intact: false,
    entry: { id: /^\d+$/ },
    problem: { message: /An entry was changed/, remedy: /backup/ },
  })
})
