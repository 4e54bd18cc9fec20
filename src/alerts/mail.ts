import { createTransport } from 'nodemailer'
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js'
import type { AlertSettings } from '../config/alert-settings.ts'
import { trust } from '../sdk/http/attempt.ts'
import { createRedactor } from '../sdk/http/redact.ts'
import type { Mail } from './compose.ts'
import { DeliveryError } from './delivery-error.ts'

export interface Posting {
  readonly settings: NonNullable<AlertSettings['mail']>
  readonly ca: string | undefined
}

const waitMs = 30_000

/**
 * Hands the mail to the server; `id` is the same each time it is sent. Returns what was refused while others were served.
 * @throws DeliveryError
 */
export async function sendMail({ settings, ca }: Posting, id: string, mail: Mail): Promise<string | undefined> {
  const { hostname } = new URL(settings.url)
  const transport = createTransport({ ...readServer(settings.url), tls: { ...trust(ca) } })
  try {
    const sent = await transport.sendMail({
      ...mail,
      from: settings.from,
      to: [...settings.to],
      messageId: `<${id}@koppla>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    const refused = sent.rejected.map(String)
    return refused.length === 0 ? undefined : `${hostname} refused ${refused.join(', ')}; the others were served.`
  } catch (error) {
    throw explain(error, settings.url)
  } finally {
    transport.close()
  }
}

/** A password travels over TLS only, or to this machine. */
function readServer(url: string): SMTPTransport.Options {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const host = hostname.replace(/^\[|\]$/g, '')
  const timeouts = { connectionTimeout: waitMs, greetingTimeout: waitMs, socketTimeout: waitMs, dnsTimeout: waitMs }
  const server = { ...timeouts, host, port: Number(port) || (secure ? 465 : 587), secure }
  if (username === '') return server
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  return { ...server, auth, requireTLS: !/^(localhost|127\.|::1$)/.test(host) }
}

const remedies: Readonly<Record<string, string>> = {
  EAUTH: 'Check the user and the password in KOPPLA_SMTP_URL; in a URL, special characters are written as %…',
  EENVELOPE: 'Check KOPPLA_ALERT_FROM and KOPPLA_ALERT_TO: the mail server refuses one of them.',
  ETLS: 'Check whether the server wants smtp:// or smtps://, and its certificate (KOPPLA_CA_FILE adds an authority).',
  EDNS: 'Check the name of the mail server in KOPPLA_SMTP_URL.',
}
const otherwise = 'Check the address and port in KOPPLA_SMTP_URL, and that this machine may reach the mail server.'

function explain(error: unknown, url: string): DeliveryError {
  const { hostname, username, password } = new URL(url)
  const redact = createRedactor([password, username].flatMap(text => [text, decodeURIComponent(text)]))
  const { code = '', message } = error as Error & { code?: string }
  const told = redact(message).replace(/\s+/g, ' ').slice(0, 300)
  return new DeliveryError(`The mail server ${hostname} did not take the message: ${told}`, remedies[code] ?? otherwise)
}
