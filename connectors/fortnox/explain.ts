import { ConnectorError, type HttpAnswer } from '../../src/sdk/index.ts'
import { refusalByStatus, refusalOf, type Told } from './refusals.ts'
import { readError, type ToldError } from './told-error.ts'

/** So long nothing more is asked where Fortnox refuses the pace and does not say for how long; its window has 5 s. */
export const pauseAfterMs = 5_000

/** Why an answer is none, whatever its status; undefined for a 2xx. `scope` is that of what was asked for. */
export function explain(answer: HttpAnswer, scope: string): ConnectorError | undefined {
  const { status } = answer
  if (status >= 200 && status < 300) return undefined
  if (status === 429) return tooMany(answer)
  const said = readError(answer)
  const told = refusalOf(said?.code ?? null, scope) ?? refusalByStatus(status, scope) ?? otherwise(said, status)
  return toError(told, status)
}

export const toError = ({ kind, message, ...told }: Told, status?: number): ConnectorError =>
  new ConnectorError(kind, message, { ...told, ...(status !== undefined && { status }) })

/** A 404 that Fortnox itself says is about what was asked for; any other is of a server that knows nothing of it. */
function otherwise(said: ToldError | undefined, status: number): Told {
  if (said === undefined) return notFortnox
  const message = `Fortnox refuses: ${shorten(said.message)}${said.code === null ? '' : ` (${said.code})`}`
  const remedy = 'What Fortnox says in Swedish tells what is to be done there. Then try again.'
  return {
    kind: status === 404 ? 'not_found' : 'invalid',
    code: status === 404 ? 'gone' : 'refused_data',
    message,
    remedy,
  }
}

const shorten = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300)

export const notFortnox: Told = {
  kind: 'contract',
  code: 'not_fortnox',
  message: 'The server at this address does not answer as Fortnox does.',
  remedy: 'Check the API URL: it is https://api.fortnox.se for all companies.',
  field: 'apiUrl',
}

function tooMany({ headers }: HttpAnswer): ConnectorError {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  return new ConnectorError('rate_limit', 'Fortnox asks for a pause: the company is asked too often.', {
    ...{ code: 'too_many', status: 429 },
    remedy:
      'Nothing needs to be done: requests go on after the pause. Other integrations with the same client ID share it.',
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : pauseAfterMs,
  })
}
