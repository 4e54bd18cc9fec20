import t from 'tap'
import type { Mark } from '../../../src/sdk/index.ts'
import { openCompany } from './open-company.ts'
import { always, askedAlone, type Company, idsOf, imports, readAll, readParts } from './read-vouchers.ts'

t.setTimeout(300_000)

async function sweepAll({ client }: Company): Promise<Map<string, string>> {
  const marks: Mark[] = []
  for await (const part of imports.sweep!(client, always, null)) marks.push(...part.marks)
  return new Map(marks.map(({ externalId, fingerprint }) => [externalId, fingerprint]))
}

t.test('later only what changed is read, in whatever year it is', async t => {
  const company = await openCompany(t)
  const { store, server } = company
  const changed = [1, 2, 3].map(year => store.state.vouchers.find(one => one.yearId === year)!)
  for (const key of changed) store.touchVoucher(key)
  const created = store.createVoucher()
  server.forget()
  const since = new Date(store.state.clock.now().getTime() - 60_000).toISOString()
  const parts = await readParts(company, { ...always, since })
  t.equal(parts.flatMap(({ records }) => records).length, 4)
  const wanted = [...changed, created].map(({ series, number }) => `${series}/${number}`)
  t.strictSame(askedAlone(company).toSorted(), wanted.toSorted())
  for (const { path, query } of server.asked.filter(({ path }) => path.startsWith('/3/vouchers')))
    t.match(query.get('financialyear'), /^[123]$/, path)
  t.notOk(server.asked.some(({ path }) => path.startsWith('/3/sie')))
})

t.test('one that was deleted is seen in a sweep, and one whose text changed without a word', async t => {
  const company = await openCompany(t)
  const { store, client, server } = company
  const key = store.createVoucher()
  const id = `${key.yearId}/${key.series}/${key.number}`
  const before = await sweepAll(company)
  t.strictSame([...before.keys()].toSorted(), idsOf(company).toSorted())
  const [quiet] = store.state.vouchers
  store.describeQuietly(quiet!)
  t.ok(store.deleteVoucher(key))
  server.forget()
  const after = await sweepAll(company)
  t.strictSame(askedAlone(company), [], 'the lists are enough')
  t.ok(before.has(id) && !after.has(id))
  const unlike = [...after].flatMap(([one, mark]) => (before.get(one) === mark ? [] : one))
  t.strictSame(unlike, [`${quiet!.yearId}/${quiet!.series}/${quiet!.number}`])
  t.strictSame(await imports.fetch(client, [id]), [], 'and asked for, it is gone')
  t.strictSame(await imports.fetch(client, ['9/A/1', 'A', '']), [], 'as is what no year has')
})

t.test('without a file each voucher is read by itself, and that is said', async t => {
  const company = await openCompany(t, { orders: 12, vouchers: 6 })
  const vouchers = await readAll(company)
  const when = ({ path }: { path: string }) => path === '/3/sie/4'
  const html = { headers: { 'content-type': 'text/html' }, body: '<html>Hej</html>' }
  company.server.forget()
  company.server.failWith({ when, fault: { status: 500 } }, { when, fault: { status: 500 } }, { when, fault: html })
  const parts = await readParts(company)
  t.equal(parts.flatMap(({ records }) => records).length, vouchers.size)
  const notices = [...new Set(parts.flatMap(({ notice }) => notice ?? []))]
  t.equal(notices.length, 2)
  t.match(notices[0], /SIE file of 2023-07-01 to 2024-12-31, so each voucher of that year is read by itself/)
  t.ok(askedAlone(company).length > 0)
  company.server.failWith({ when, fault: { status: 403, body: { ErrorInformation: { code: 2000663 } } } })
  await t.rejects(readParts(company), { kind: 'permission', code: 'lacks_scope' }, 'a missing scope is no missing file')
})

t.test('a voucher that Fortnox cannot show is set aside under its own id', async t => {
  const company = await openCompany(t)
  const { store, client } = company
  const { yearId, series, number } = store.state.vouchers.at(-1)!
  store.spoilRecord(`vouchers/${series}/${number}?financialyear=${yearId}`, 'fatal')
  const id = `${yearId}/${series}/${number}`
  const [unread] = await imports.fetch(client, [id])
  t.equal(imports.idOf(unread), id)
  t.equal((await readAll(company)).size, store.state.vouchers.length, 'the file has it all the same')
})
