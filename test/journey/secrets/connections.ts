// Connections to stores that do as they should, and to stores that tell all they know.

import type { FortnoxStore } from '../../../connectors/fortnox/practice-store/index.ts'
import type { TestApi } from '../../support/api.ts'
import type { Browser } from '../../support/browser.ts'
import type { Api } from '../api.ts'
import { until } from '../api.ts'
import { ended } from '../shop.ts'
import type { Form, StoreOfSystem } from './four-stores.ts'
import type { Planted } from './planted.ts'
import { type Mood, moods } from './telling-store.ts'

const signatureOf = (token: string): string => token.slice(token.lastIndexOf('.') + 1)

interface Using {
  readonly api: TestApi
  readonly koppla: Api
  readonly planted: Planted
}

const allMoods = Object.keys(moods) as Mood[]
const moodsOfRuns: readonly Mood[] = ['refuses', 'does not accept', 'says so in a success', 'is a web page', 'sends on']

async function verifyWith({ api, planted }: Using, form: object) {
  const { body } = await api.ask('POST', '/connections/verify', { body: form })
  if (body.verificationToken) planted.plant('verification token', signatureOf(body.verificationToken))
  return body
}

/** Verified wrongly in every way, rightly, saved, imported. Returns its id. */
export async function useStore(using: Using, store: StoreOfSystem, form: Form = store.form): Promise<string> {
  const { api, koppla } = using
  await verifyWith(using, store.wrong)
  await verifyWith(using, { ...form, credential: { ...form.credential, apiUrl: addressWithSecrets(store) } })
  for (const mood of allMoods) {
    store.mood = mood
    await verifyWith(using, form)
  }
  store.mood = undefined
  const report = await verifyWith(using, form)
  if (!report.green) throw new Error(JSON.stringify(report))
  const saving = { ...form, name: form.externalSystem, orderStart: '2000-01-01' }
  await api.ask('POST', '/connections', { body: { ...saving, verificationToken: 'no.such.token' } })
  const { body, text } = await api.ask('POST', '/connections', {
    body: { ...saving, verificationToken: report.verificationToken },
  })
  if (body.id === undefined) throw new Error(text)
  const { items } = await koppla.get(`/connections/${body.id}/schedules`)
  for (const { entity } of items) await runOnce(using, body.id, entity)
  for (const { entity } of items) await api.ask('POST', `/connections/${body.id}/schedules/${entity}/activate`)
  return body.id
}

/** As people paste it: with the keys in it. */
function addressWithSecrets({ form: { credential } }: StoreOfSystem): string {
  const { apiUrl = '', accessToken = '', secret = '' } = credential
  const url = new URL(apiUrl)
  Object.assign(url, { username: accessToken, password: secret })
  url.search = new URLSearchParams({ consumer_key: accessToken, consumer_secret: secret }).toString()
  return url.href
}

async function runOnce({ api, koppla }: Using, connectionId: string, entity: string, kind = 'incremental') {
  const { body } = await api.ask('POST', `/connections/${connectionId}/runs`, { body: { entity, kind } })
  const run = await until(koppla, `/runs/${body.id}`, now => ended(now) || now.state === 'waiting')
  if (!ended(run)) await api.ask('POST', `/runs/${body.id}/cancel`)
  return run
}

/** Runs, lookups, seals and verifications of what is stored, while the store tells; and a credential that it refuses. */
export async function makeTell(using: Using, store: StoreOfSystem, id: string): Promise<void> {
  const { api, koppla } = using
  const [order] = (await koppla.get(`/orders?connectionId=${id}&limit=1`)).items
  for (const mood of moodsOfRuns) {
    store.mood = mood
    const lookups = ['notes', 'timeline'].map(name => api.ask('GET', `/orders/${order.id}/lookups/${name}`))
    await Promise.all([...lookups, runOnce(using, id, 'orders', 'full'), api.ask('POST', `/connections/${id}/verify`)])
    store.mood = undefined
    // What is refused once is asked no more until it was verified.
    await api.ask('POST', `/connections/${id}/verify`)
  }
  const { credential } = store.wrong
  await api.ask('PUT', `/connections/${id}/credential`, { body: { credential, verificationToken: 'no.such.token' } })
  for (const mood of [undefined, 'does not accept'] as const) {
    store.mood = mood
    await api.ask('POST', `/connections/${id}/seals`, { body: { from: '2020-01-01', to: '2026-11-01' } })
  }
  store.mood = 'forbids'
  await runOnce(using, id, 'orders', 'full')
  await api.ask('POST', `/connections/${id}/verify`)
}

/** A person gives consent; once the store tells instead of granting. */
export async function giveConsent(
  using: Using,
  browser: Browser,
  store: StoreOfSystem,
  fortnox: FortnoxStore,
): Promise<string> {
  const { plant } = using.planted
  const { credential } = store.form
  const redirectUri = `${using.api.baseUrl}/api/v1/authorizations/callback`
  const { clientId } = fortnox.apps.personal
  fortnox.state.apps = fortnox.state.apps.map(one => (one.clientId === clientId ? { ...one, redirectUri } : one))
  async function consent(mood: Mood | undefined) {
    const { body } = await browser.ask('POST', '/authorizations', { body: { externalSystem: 'fortnox', credential } })
    const page = await fetch(body.url, { redirect: 'manual' })
    const back = new URL(page.headers.get('location') ?? 'about:blank')
    for (const name of ['code', 'state']) plant(`${name} of consent`, back.searchParams.get(name)!)
    store.mood = mood
    await browser.ask('GET', `/${back.pathname}${back.search}`, { headers: { accept: 'text/html' } })
    store.mood = undefined
    return (await browser.ask('GET', `/authorizations/${body.id}`)).body
  }
  for (const mood of ['does not accept', 'has codes of its own', 'is cut off', 'is a web page'] as const)
    await consent(mood)
  const { id: authorizationId, fields } = await consent(undefined)
  const form = { externalSystem: 'fortnox', credential: { ...credential, ...fields }, authorizationId }
  const { body } = await browser.ask('POST', '/connections/verify', { body: form })
  plant('verification token', signatureOf(body.verificationToken))
  const saved = await browser.ask('POST', '/connections', {
    body: { ...form, name: 'By consent', verificationToken: body.verificationToken },
  })
  if (saved.status !== 201) throw new Error(saved.text)
  fortnox.state.oauth.accessTokens.clear()
  await runOnce(using, saved.body.id, 'customers')
  return saved.body.id
}
