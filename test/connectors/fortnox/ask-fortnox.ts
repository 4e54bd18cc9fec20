import type { Test } from 'tap'
import {
  type App,
  type FortnoxStore,
  type RunOptions,
  startPracticeFortnox,
} from '../../../connectors/fortnox/practice-store/index.ts'

export interface Told {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: the shapes of all answers, which the tests look into
  readonly body: any
}

export interface Asking {
  readonly token?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly method?: string
  readonly body?: string
}

export interface Company {
  readonly baseUrl: string
  readonly store: FortnoxStore
  readonly apps: Readonly<Record<'full' | 'narrow' | 'fresh' | 'personal' | 'unpublished', App>>
  /** A form to the token endpoint, by the app. */
  readonly ask: (
    form: Readonly<Record<string, string>>,
    by?: App,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Told>
  readonly tokenOf: (app: App) => Promise<string>
  /** `articles?limit=5`, with a token of the full app unless another is given; null: without one. */
  readonly get: (path: string, asking?: Asking) => Promise<Told>
  readonly consent: (query: Readonly<Record<string, string>>) => Promise<URL>
}

/** A clock that stands still until it is moved. */
export function standStill(at: string) {
  const clock = { skewMs: 0, now: () => new Date(Date.parse(at) + clock.skewMs) }
  return clock
}

export const calm = { requests: Number.POSITIVE_INFINITY, windowMs: 5_000 }

/** A company on a real socket. Its limit is off and its clock stands still unless the test is about them. */
export async function openCompany(t: Test, options: RunOptions = {}): Promise<Company> {
  const { baseUrl, store, apps, close } = await startPracticeFortnox({
    ...{ limit: calm, clock: standStill('2026-11-20T12:00:00Z') },
    ...options,
  })
  t.teardown(close)
  const ask: Company['ask'] = (form, by = apps.full, headers = {}) => {
    const authorization = `Basic ${btoa(`${by.clientId}:${by.clientSecret}`)}`
    return send(`${baseUrl}/oauth-v1/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { authorization, ...headers },
    })
  }
  const tokenOf = async (app: App): Promise<string> => {
    const { body } = await ask({ grant_type: 'client_credentials' }, app, { TenantId: String(store.state.tenantId) })
    return body.access_token
  }
  let own: Promise<string> | undefined
  return {
    ...{ baseUrl, store, apps, ask, tokenOf },
    get: async (path, { token, headers = {}, ...init } = {}) => {
      own ??= tokenOf(apps.full)
      const bearer = token === undefined ? await own : token
      const by = bearer === null ? {} : { authorization: `Bearer ${bearer}` }
      return await send(`${baseUrl}/3/${path}`, { ...init, headers: { accept: 'application/json', ...by, ...headers } })
    },
    consent: async query => {
      const answer = await fetch(`${baseUrl}/oauth-v1/auth?${new URLSearchParams(query)}`, { redirect: 'manual' })
      return new URL(answer.headers.get('location') ?? `${baseUrl}/${answer.status}`)
    },
  }
}

async function send(url: string, init: RequestInit): Promise<Told> {
  const { status, headers, ...answer } = await fetch(url, init).then(async answer => ({
    ...{ status: answer.status, headers: answer.headers, text: await answer.text() },
  }))
  return { status, headers, text: answer.text, body: parse(answer.text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
