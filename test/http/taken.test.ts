import t from 'tap'
import { startApi } from '../support/api.ts'
import { connect, verifiedForm } from '../support/connect.ts'
import { testOnDatabases } from '../support/database.ts'
import { startToyStore } from '../support/toy-store.ts'

await testOnDatabases(t, 'that another group has a name or a store is all that a group’s key learns', async (t, db) => {
  const api = await startApi(t, db)
  const makeGroup = async (name: string): Promise<string> =>
    (await api.ask('POST', '/company-groups', { body: { name } })).body.id
  const [north, south] = [await makeGroup('Nord'), await makeGroup('Syd')]
  const body = { name: 'North', role: 'admin', companyGroupId: north }
  const { key } = (await api.ask('POST', '/keys', { body })).body
  const ask: typeof api.ask = (method, path, asking) =>
    api.ask(method, path, { ...asking, as: null, headers: { authorization: `Bearer ${key}` } })

  const store = await startToyStore(t, { identity: 'of the south' })
  const theirs = await connect(api, store, { name: 'Theirs', companyGroupId: south })
  const ours = await connect(api, await startToyStore(t), { name: 'Ours', companyGroupId: north })
  await connect(api, await startToyStore(t, { identity: 'another' }), { name: 'Also ours', companyGroupId: north })

  const rename = async (name: string) => {
    const { requestId: _, ...told } = (await ask('PATCH', `/connections/${ours.id}`, { body: { name } })).body
    return JSON.parse(JSON.stringify(told).replaceAll(name, 'it'))
  }
  const refused = await rename('Theirs')
  t.match(refused, { status: 409, code: 'name_taken' })
  t.strictSame(refused, await rename('Also ours'), 'no more than of one that it sees')

  const form = await verifiedForm({ ...api, ask }, store, { name: 'Mine' })
  const again = await ask('POST', '/connections', { body: form })
  t.match(again, { status: 409, body: { code: 'already_connected', detail: 'This store is already connected.' } })
  for (const one of [theirs.id, 'Theirs', 'Syd', south]) t.notMatch(again.text, one)
})
