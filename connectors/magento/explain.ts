import { z } from 'zod'
import { ConnectorError, type HttpAnswer } from '../../src/sdk/index.ts'
import { refusals, type Told } from './refusals.ts'
import { everyonesRight, nameRight } from './rights.ts'
import { explainPage } from './web-page.ts'

/** What Magento answers when something is wrong: a phrase, and what stands for its placeholders. */
const ErrorBody = z.looseObject({
  message: z.string(),
  parameters: z
    .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
    .optional()
    .catch(undefined),
})
type ErrorBody = z.output<typeof ErrorBody>

export type Read = { readonly body: unknown } | { readonly error: ConnectorError }

/** The body of a 2xx that is JSON, else what is wrong with the answer, in plain words. */
export function read(answer: HttpAnswer): Read {
  if (answer.status >= 300 && answer.status < 400) return { error: toError(redirectedTo(answer), answer) }
  const body = parseBody(answer)
  if (body === undefined) return { error: explainPage(answer) }
  if (answer.status < 300) return { body }
  const parsed = ErrorBody.safeParse(body).data
  return parsed === undefined ? { error: explainPage(answer) } : { error: toError(tell(answer.status, parsed), answer) }
}

export function explain(answer: HttpAnswer): ConnectorError | undefined {
  const told = read(answer)
  return 'error' in told ? told.error : undefined
}

/** The right that is missing, where the answer says so. */
export function missingRight(answer: HttpAnswer): string | undefined {
  const body = ErrorBody.safeParse(parseBody(answer)).data
  return answer.status === 401 && body !== undefined ? rightIn(body) : undefined
}

/** Undefined where it is no JSON. */
function parseBody({ text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF+/, '')) as unknown
  } catch {
    return undefined
  }
}

function toError({ kind, message, ...told }: Told, { status, headers }: HttpAnswer): ConnectorError {
  const seconds = Number(headers['retry-after'])
  const retryAfterMs = kind === 'rate_limit' && Number.isFinite(seconds) ? { retryAfterMs: seconds * 1_000 } : {}
  return new ConnectorError(kind, message, { ...told, status, ...retryAfterMs })
}

function tell(status: number, body: ErrorBody): Told {
  const right = status === 401 ? rightIn(body) : undefined
  if (right !== undefined) return right === everyonesRight ? notRecognised : lacks(right)
  const told = refusals.find(({ says }) => says.test(body.message))?.told
  if (told !== undefined && (status === 400 || status === 401)) return told
  if (status === 401) return { ...refused, message: `The store refused the integration: ${phraseOf(body)}` }
  if (/request does not match any route/i.test(body.message)) return noRoute
  if (status === 404) return gone(body)
  if (/report id/i.test(body.message)) return masked(body)
  return other(status, body)
}

/** The same body is given to nobody, to an integration that is switched off and to one that lacks the right. */
function rightIn({ parameters }: ErrorBody): string | undefined {
  const resources = Array.isArray(parameters) ? undefined : parameters?.['resources']
  return typeof resources === 'string' ? resources : undefined
}

/** The phrase with its placeholders filled in, on one line. */
export function phraseOf({ message, parameters = {} }: ErrorBody): string {
  const values = Array.isArray(parameters)
    ? Object.fromEntries(parameters.map((value, at) => [at + 1, value]))
    : parameters
  const filled = message.replace(/%(\w+)/g, (all, name: string) => (name in values ? String(values[name]) : all))
  return filled.replace(/\s+/g, ' ').slice(0, 300)
}

const refused: Told = {
  kind: 'auth',
  code: 'refused',
  message: 'The store refused the integration.',
  remedy: 'Verify the connection: that finds out why. In the store: System > Extensions > Integrations.',
  field: 'accessToken',
}

export const notRecognised: Told = {
  ...refused,
  code: 'not_recognised',
  message:
    'The store does not recognise the integration: it was switched off there, or what we send does not reach it.',
}

export const lacks = (right: string): Told => ({
  kind: 'permission',
  code: 'lacks_right',
  message: `The integration may not read this: it lacks the right ${nameRight(right)}.`,
  remedy:
    'In the store: System > Extensions > Integrations, open the integration, tick that right under API, save, and choose Reauthorize. Then verify with the new values.',
  field: 'accessToken',
})

const noRoute: Told = {
  kind: 'contract',
  code: 'no_route',
  message: 'The store answers, but this part of Magento’s API is missing.',
  remedy: 'Check that its module is switched on: bin/magento module:status.',
}

const gone = (body: ErrorBody): Told => ({
  kind: 'not_found',
  code: 'gone',
  message: `The store said: ${phraseOf(body)}`,
  remedy: 'It was probably deleted in the store.',
})

/** Magento hides what went wrong behind a number; asking again helps in no case that is known. */
const masked = (body: ErrorBody): Told => ({
  kind: 'contract',
  code: 'report',
  message: `Something went wrong inside the store: ${phraseOf(body)}`,
  remedy: 'Ask whoever runs the store to look up that number in var/log/exception.log; a module is the usual cause.',
})

/** Its query is left out: servers repeat the request there. */
function redirectedTo({ url, headers }: HttpAnswer): Told {
  const target = URL.parse(headers['location'] ?? '', url)
  return {
    kind: 'contract',
    code: 'redirected',
    message: `The store sends us on to ${target ? target.origin + target.pathname : 'an address that is none'}.`,
    remedy: 'Verify the connection: that finds the right address.',
    field: 'apiUrl',
  }
}

function other(status: number, body: ErrorBody): Told {
  const told = { code: `http_${status}`, message: `The store said: ${phraseOf(body)}` }
  if (status === 429)
    return { ...told, kind: 'rate_limit', remedy: 'Nothing to do: imports wait. If it stays, ask the web host.' }
  if (status >= 500)
    return { ...told, kind: 'transient', remedy: 'Try again later. If it stays, ask whoever runs the store.' }
  if (status === 403)
    return { ...told, kind: 'permission', remedy: 'Ask whoever runs the store what on it refuses such requests.' }
  return { ...told, kind: 'invalid', remedy: 'Ask whoever runs the store what on it refuses such requests.' }
}
