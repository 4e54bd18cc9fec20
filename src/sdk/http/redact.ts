import { ConnectorError } from '../errors.ts'
import { retell } from './failures.ts'

export type Redact = (text: string) => string

/** Makes a function that replaces every secret, in every form it travels in, by `•••`. */
export function createRedactor(secrets: readonly string[]): Redact {
  const forms = [...new Set(secrets.flatMap(formsOf))]
    .filter(form => form.length >= 4)
    .sort((a, b) => b.length - a.length)
  return text => forms.reduce((redacted, form) => redacted.replaceAll(form, '•••'), text)
}

function formsOf(given: string): string[] {
  const secret = given.toWellFormed()
  const encoded = encodeURIComponent(secret)
  const strict = encoded.replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  const form = new URLSearchParams({ _: secret }).toString().slice(2)
  const escaped = JSON.stringify(secret).slice(1, -1)
  return [secret, encoded, strict, strict.toLowerCase(), form, escaped, ...base64FormsOf(secret)]
}

/** Base64 of whatever holds the secret (`Basic base64(key:secret)`): its look depends on where a group of three begins. */
function base64FormsOf(secret: string): string[] {
  return [0, 1, 2].flatMap(offset => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
    const whole = bytes.toString('base64').replace(/=+$/, '')
    const first = Math.ceil((offset * 8) / 6)
    const stable = whole.slice(first, Math.floor((bytes.length * 8) / 6))
    return [stable, stable.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** The same failure without its secrets. Its cause is left out: nobody has vouched for what stands in there. */
export function redactError(error: unknown, redact: Redact): unknown {
  if (!(error instanceof ConnectorError)) return error
  const { message, remedy, code } = error
  return retell(error, {
    message: redact(message),
    remedy: redact(remedy),
    ...(code !== undefined && { code: redact(code) }),
  })
}
