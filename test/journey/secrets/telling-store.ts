// A practice store behind a server that, when it is in the mood, says all it knows: its keys, and what it was asked with.
import type { Test } from 'tap'
import {
  type Answer,
  type Asked,
  type PracticeServer,
  type PracticeStore,
  startPracticeServer,
} from '../../../src/sdk/testing/index.ts'

type Tell = (told: string, asked: Asked) => Answer

const html = { 'content-type': 'text/html' }
const page = (told: string) => `<!doctype html><title>Error ${told}</title><h1>Error</h1><p>${told}</p>`

/** Its words in every place where one of the systems has its own. */
const words = (told: string) => ({
  code: 'told',
  message: told,
  error: 'told',
  error_description: told,
  errors: [{ message: told, extensions: { code: 'TOLD' } }],
  ErrorInformation: { error: 1, message: told, code: 2_000_999 },
  data: { params: { key: told } },
})
const codes = (told: string) => ({
  ...words(told),
  code: told,
  error: told,
  ErrorInformation: { error: 1, message: told, code: told },
})

export const moods = {
  refuses: told => ({ status: 401, body: words(told) }),
  forbids: told => ({ status: 403, body: words(told) }),
  'does not accept': told => ({ status: 400, body: words(told) }),
  'knows nothing': told => ({ status: 404, body: words(told) }),
  'has codes of its own': told => ({ status: 400, body: codes(told) }),
  'says so in a success': told => ({ status: 200, body: words(told) }),
  breaks: told => ({ status: 500, headers: html, body: page(told) }),
  'is a web page': told => ({ status: 200, headers: html, body: page(told) }),
  'is cut off': told => ({ status: 200, body: JSON.stringify({ token: told }).slice(0, -2) }),
  'sends on': (told, { url }) => ({
    status: 302,
    headers: {
      location: `${url.origin}/${encodeURIComponent(told)}?told=${encodeURIComponent(told)}`,
    },
  }),
} satisfies Record<string, Tell>

export type Mood = keyof typeof moods

export interface TellingStore {
  readonly baseUrl: string
  readonly server: PracticeServer
  /** Undefined: it does as it should. */
  mood: Mood | undefined
}

/** @param knows its secrets */
export async function startTelling(
  t: Test,
  store: Pick<PracticeStore, 'answer' | 'clock'>,
  knows: readonly string[],
): Promise<TellingStore> {
  let count = 0
  const tell = (asked: Asked, mood: Mood): Answer => {
    const { authorization = '', 'x-shopify-access-token': token = '' } = asked.headers
    const known = [...knows, authorization, token, asked.url.search, asked.body].filter(Boolean)
    // Wherever it is cut, some secret is cut in two.
    const told = `${'-'.repeat(count++ % 41)} ${known.join(' ')} ${'ab '.repeat(20)}${knows.join(' ')}`
    return (moods[mood] as Tell)(told, asked)
  }
  const telling: { mood: Mood | undefined } = { mood: undefined }
  const server = await startPracticeServer(asked => (telling.mood ? tell(asked, telling.mood) : store.answer(asked)), {
    clock: store.clock,
    keepAsked: 5_000,
  })
  t.teardown(server.close)
  return Object.assign(telling, { baseUrl: server.baseUrl, server })
}
