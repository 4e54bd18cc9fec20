import type { TestApi } from './api.ts'
import type { ToyStore } from './toy-store.ts'

/** Verifies a toy store's credential and returns the body that saves it. */
export async function verifiedForm({ ask }: TestApi, store: ToyStore, more: object = {}) {
  const form = { externalSystem: 'toyshop', credential: store.credential() }
  const { body } = await ask('POST', '/connections/verify', { body: form })
  return { ...form, name: 'Toys', verificationToken: body.verificationToken as string, ...more }
}

/** Verifies and saves; returns what the API answered. */
export async function connect(api: TestApi, store: ToyStore, more: object = {}) {
  const { body } = await api.ask('POST', '/connections', { body: await verifiedForm(api, store, more) })
  return body
}
