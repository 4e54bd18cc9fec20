import { Webhook } from 'standardwebhooks'
import type { AlertSettings } from '../config/alert-settings.ts'
import { exchange, type Line } from '../sdk/http/attempt.ts'
import { ConnectorError } from '../sdk/index.ts'
import { DeliveryError } from './delivery-error.ts'

const timeoutMs = 15_000
const maxBytes = 64 * 1024

/**
 * Posts a body signed by Standard Webhooks. Each time it is sent it has the same id, and a timestamp and signature of its own.
 * @throws DeliveryError
 */
export async function postWebhook(
  line: Line,
  { url, secret }: NonNullable<AlertSettings['webhook']>,
  { id, content }: { readonly id: string; readonly content: object },
): Promise<void> {
  const body = JSON.stringify(content)
  const at = new Date()
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Koppla',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
  const signal = AbortSignal.timeout(timeoutMs)
  const asked = { method: 'POST', url: new URL(url), headers, body, timeoutMs, maxBytes, signal }
  const { status } = await exchange(line, asked).catch(error => {
    throw explain(error, asked.url)
  })
  if (status >= 200 && status < 300) return
  throw new DeliveryError(
    `${asked.url.host} answered ${status} to the webhook.`,
    'Check KOPPLA_ALERT_WEBHOOK_URL, and the log of the receiver: it must answer 2xx, and have the same secret.',
  )
}

function explain(error: unknown, { host }: URL): DeliveryError {
  if (error instanceof ConnectorError) return new DeliveryError(error.message, error.remedy)
  return new DeliveryError(`${host} did not answer in time.`, 'See that the receiver runs and answers at once.')
}
