import type { AlertSettings } from '../config/alert-settings.ts'
import type { Database } from '../db.ts'
import type { Message } from '../queue.ts'
import { createAddressGuard } from '../sdk/http/address-guard.ts'
import { closeLine, openLine } from '../sdk/http/attempt.ts'
import type { Registry } from '../sdk/index.ts'
import { createSpeaker } from '../words/index.ts'
import { type Channel, channels, channelsOf, describeTarget } from './channels.ts'
import { composeMail, connectionUrl } from './compose.ts'
import { DeliveryError } from './delivery-error.ts'
import { type Digest, sayDigest, type ToldList } from './digest.ts'
import { sendMail } from './mail.ts'
import { recall, remember } from './memory.ts'
import { postWebhook } from './webhook.ts'

/** What is needed to tell people. */
export interface Delivering {
  readonly db: Database
  readonly settings: AlertSettings
  /** Whose words connectors' problems are said in. */
  readonly registry: Registry
  readonly publicUrl: string | undefined
  readonly network: { readonly allowAddresses: readonly string[]; readonly ca: string | undefined }
}

/** How the last delivery over a channel went. */
export interface Delivery {
  readonly channel: Channel
  readonly target: string
  readonly at: string
  /** Null: it was taken. */
  readonly problem: { readonly message: string; readonly remedy: string } | null
}

/** Sends a message from the queue, and remembers how it went. @throws DeliveryError */
export async function deliverMessage(context: Delivering, { id, channel, content }: Message): Promise<void> {
  const known = channels.find(one => one === channel && context.settings[one] !== undefined)
  if (known === undefined)
    throw new DeliveryError(
      `The channel ${channel} is not set up here.`,
      'Give every process the same KOPPLA_ALERT_… settings.',
    )
  const { problem, failure } = await attempt(context, known, { id, content: content as Digest })
  await remember(context.db.pool, `alerts.${known}`, { at: new Date().toISOString(), problem })
  if (failure !== undefined) throw failure
}

interface Reading {
  readonly db: Database
  readonly settings: AlertSettings
}

/** Each channel that is set up, and how the last delivery over it went; null: it was never used. */
export function readChannels({ db, settings }: Reading) {
  return Promise.all(
    channelsOf(settings).map(async channel => {
      const last = await recall<Pick<Delivery, 'at' | 'problem'>>(db.pool, `alerts.${channel}`)
      return { channel, target: describeTarget(settings, channel), last: last ?? null }
    }),
  )
}

/** How the last delivery went over each channel that is set up; those that were never used are left out. */
export async function readDeliveries(reading: Reading): Promise<Delivery[]> {
  const known = await readChannels(reading)
  return known.flatMap(({ last, ...channel }) => (last === null ? [] : [{ ...channel, ...last }]))
}

/** Sends to each channel that is set up, one time, and says what happened. */
export function tryChannels(context: Delivering, sent: { id: string; content: Digest }): Promise<Delivery[]> {
  return Promise.all(
    channelsOf(context.settings).map(async channel => {
      const { problem } = await attempt(context, channel, sent)
      const outcome = { at: new Date().toISOString(), problem }
      await remember(context.db.pool, `alerts.${channel}`, outcome)
      return { channel, target: describeTarget(context.settings, channel), ...outcome }
    }),
  )
}

interface Outcome {
  readonly problem: Delivery['problem']
  /** To be sent again. */
  readonly failure?: unknown
}

async function attempt(context: Delivering, channel: Channel, sent: { id: string; content: Digest }): Promise<Outcome> {
  try {
    const refused = await send(context, channel, sent)
    return { problem: refused === undefined ? null : { message: refused, remedy: 'Check KOPPLA_ALERT_TO.' } }
  } catch (failure) {
    if (failure instanceof DeliveryError)
      return { problem: { message: failure.message, remedy: failure.remedy }, failure }
    throw failure
  }
}

async function send(context: Delivering, channel: Channel, { id, content }: { id: string; content: Digest }) {
  const { settings, registry, publicUrl, network } = context
  const { language } = settings
  const say = createSpeaker(registry, language)
  const said = sayDigest(content, say)
  if (channel === 'mail') {
    const posting = { settings: settings.mail!, ca: network.ca }
    return sendMail(posting, id, composeMail(said, { language, say, publicUrl }))
  }
  const line = openLine(createAddressGuard(network.allowAddresses), network.ca)
  try {
    await postWebhook(line, settings.webhook!, { id, content: toPayload(said, publicUrl) })
  } finally {
    closeLine(line)
  }
  return undefined
}

/** As Standard Webhooks shape it: type, timestamp, data. */
function toPayload({ at, test, began, recovered, lasting }: Digest, publicUrl: string | undefined): object {
  const linked = ({ items, ...list }: ToldList) => ({
    ...list,
    items: items.map(one => ({ ...one, url: connectionUrl(publicUrl, one.connectionId) ?? null })),
  })
  const data = { began: linked(began), recovered: linked(recovered), lasting: linked(lasting) }
  return { type: test ? 'alerts.test' : 'alerts.changed', timestamp: at, data }
}
