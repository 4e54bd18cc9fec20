import type { z } from 'zod'
import { ConnectorError } from '../errors.ts'
import type { HttpAnswer } from '../http-types.ts'
import { errorOfStatus, retryAfterMsOf } from './statuses.ts'

/** The data of a 2xx that is JSON of this shape, else the error that says what is wrong with the answer. */
export function readAnswer<T>(answer: HttpAnswer, schema: z.ZodType<T>): { data: T } | { error: ConnectorError } {
  if (answer.status < 200 || answer.status > 299) {
    return { error: errorOfStatus(answer, retryAfterMsOf(answer, new Date())) }
  }
  const json = parseJson(answer.text)
  if (json === undefined) return { error: notJson(answer) }
  const parsed = schema.safeParse(json.value)
  return parsed.success ? { data: parsed.data } : { error: otherShape(answer, parsed.error) }
}

/** A byte order mark in front is a common blemish and does no harm. */
function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch {
    return undefined
  }
}

const notJson = ({ status, url }: HttpAnswer): ConnectorError =>
  new ConnectorError('contract', `${URL.parse(url)?.host} answers something other than JSON.`, {
    code: 'not_json',
    status,
    remedy: 'Open the address in a browser: what is shown there in place of data tells what is to be mended.',
  })

/** Tells where the answer differs, never what stands there. */
function otherShape({ status, url }: HttpAnswer, { issues: [issue] }: z.ZodError): ConnectorError {
  const where = issue && ` ${issue.path.join('.') || 'The whole'}: ${issue.message}.`
  return new ConnectorError('contract', `${URL.parse(url)?.host} answers in a form we do not know.${where ?? ''}`, {
    code: 'shape',
    status,
    remedy: 'Check that the address is the API of this system. If it is, that version is not known here: report it.',
  })
}
