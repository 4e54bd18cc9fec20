// A toy store that people let Koppla into on a page of its own, as OAuth 2 has it.
import { createHash, randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import { z } from 'zod'
import {
  type AnyConnector,
  type Authorization,
  ConnectorError,
  defineConnector,
  filled,
  type Registry,
  text,
} from '../../src/sdk/index.ts'
import type { Answer, Asked } from '../../src/sdk/testing/index.ts'
import { startToyStore, toyshop } from './toy-store.ts'

const fields = {
  ...toyshop.fields,
  tenantId: text({ label: 'Company', help: 'Its number' }, filled.regex(/^\d+$/, 'This is a number.')),
}

const Granted = z.object({ tenant: z.string() })

const authorization: Authorization<typeof fields> = {
  label: 'Connect with Consentia',
  needs: ['apiUrl', 'accessToken', 'secret'],
  fills: ['tenantId'],
  app: { id: 'accessToken', secret: 'secret', at: 'apiUrl' },
  url({ apiUrl, accessToken }, { redirectUri, state, codeChallenge }) {
    const query = { response_type: 'code', client_id: accessToken, redirect_uri: redirectUri, state }
    return `${apiUrl}/consent?${new URLSearchParams({ ...query, code_challenge: codeChallenge })}`
  },
  async finish({ apiUrl, accessToken, secret }, { code, redirectUri, codeVerifier }, { http }) {
    const json = {
      ...{ client_id: accessToken, client_secret: secret, code },
      ...{ redirect_uri: redirectUri, code_verifier: codeVerifier },
    }
    const explain = ({ text: told }: { text: string }) =>
      new ConnectorError('auth', `Consentia gave no token: ${told}`, {
        remedy: 'Copy the secret again.',
        field: 'secret',
      })
    const { data } = await http.json({ method: 'POST', url: `${apiUrl}/token`, json }, Granted, explain)
    return { fields: { tenantId: data.tenant } }
  },
  refused: error =>
    error === 'no_licence' ? { message: 'The company has no licence.', remedy: 'Buy one at Consentia.' } : undefined,
}

export const consentia: AnyConnector = defineConnector({
  ...toyshop,
  ...{ id: 'consentia', name: 'Consentia', fields, authorization },
  words: { sv: { 'Connect with Consentia': 'Anslut med Consentia' } },
})

export const consentRegistry: Registry = new Map([[consentia.id, consentia]])

export interface ConsentState {
  /** What the app may be sent back to. */
  redirectUri: string
  /** What it is sent back with in place of a code. */
  refusal: Readonly<Record<string, string>> | undefined
  tenant: string
  /** What the token's address answers in place of the usual. */
  token: Answer | undefined
}

interface Issued {
  readonly redirectUri: string
  readonly codeChallenge: string
}

/** Nobody has to press anything on its page: whoever comes gives consent, or does not. */
export async function startConsentShop(t: Test) {
  const consent: ConsentState = { redirectUri: '', refusal: undefined, tenant: '4711', token: undefined }
  const codes = new Map<string, Issued>()
  const toy = await startToyStore(t)
  toy.state.answer = asked => {
    if (asked.path === '/consent') return askForConsent(consent, codes, asked)
    return asked.path === '/token'
      ? (consent.token ?? exchange(consent, codes, { asked, key: toy.state.secret }))
      : undefined
  }
  return { ...toy, consent, codes }
}
export type ConsentShop = Awaited<ReturnType<typeof startConsentShop>>

function askForConsent({ redirectUri, refusal }: ConsentState, codes: Map<string, Issued>, { query }: Asked): Answer {
  const wrong =
    query.get('response_type') !== 'code' ||
    query.get('client_id') !== 'toy-key' ||
    query.get('redirect_uri') !== redirectUri ||
    !query.get('state')
  if (wrong) return { status: 400, body: 'This app is not known here.' }
  const code = randomBytes(24).toString('base64url')
  codes.set(code, { redirectUri, codeChallenge: query.get('code_challenge') ?? '' })
  const back = new URL(redirectUri)
  back.search = new URLSearchParams({ ...(refusal ?? { code }), state: query.get('state')! }).toString()
  return { status: 302, headers: { location: back.href } }
}

const Exchange = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string(),
  redirect_uri: z.string(),
  code_verifier: z.string(),
})

function exchange(
  { tenant }: ConsentState,
  codes: Map<string, Issued>,
  { asked, key }: { asked: Asked; key: string },
): Answer {
  const sent = Exchange.parse(JSON.parse(asked.body))
  const issued = codes.get(sent.code)
  codes.delete(sent.code)
  if (sent.client_id !== 'toy-key' || sent.client_secret !== key) return { status: 401, body: 'invalid_client' }
  const challenge = createHash('sha256').update(sent.code_verifier).digest('base64url')
  const fits = issued?.redirectUri === sent.redirect_uri && issued.codeChallenge === challenge
  return fits ? { body: { tenant } } : { status: 400, body: 'invalid_grant' }
}
