import { z } from 'zod'
import { StartError } from '../errors.ts'
import { list, wholeNumber } from './shapes.ts'

/** How people are told of what is wrong. */
export interface AlertSettings {
  readonly mail: { readonly url: string; readonly from: string; readonly to: readonly string[] } | undefined
  readonly webhook: { readonly url: string; readonly secret: string } | undefined
  /** So many failures in a row are told. */
  readonly afterFailures: number
  readonly language: (typeof languages)[number]
}

export const languages = ['en', 'sv'] as const

const address = /^[^\s<>@,]+@[^\s<>@,]+$/
const sender = /^(?:[^<>@,\r\n]*<[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/
const secret = /^whsec_(?:[\w+/-]{4})*(?:[\w+/-]{2}==|[\w+/-]{3}=)?$/
const secretBytes = (text: string) => Buffer.from(text.replace('whsec_', ''), 'base64').length

/** The user and the password, as they are written in a URL. */
function canBeDecoded(url: string): boolean {
  try {
    const { username, password, hostname } = new URL(url)
    decodeURIComponent(username + password)
    return hostname !== ''
  } catch {
    return false
  }
}

export const alertTable = {
  KOPPLA_SMTP_URL: {
    describe: 'Mail server that alerts are sent through.',
    allowed: 'smtp://user:password@host:587, or smtps:// for TLS from the start',
    secret: true,
    schema: z
      .url({ protocol: /^smtps?$/ })
      .refine(canBeDecoded)
      .optional(),
  },
  KOPPLA_ALERT_FROM: {
    describe: 'Sender of alerts.',
    allowed: 'an e-mail address, with a name or without: Koppla <koppla@example.com>',
    schema: z.string().regex(sender).optional(),
  },
  KOPPLA_ALERT_TO: {
    describe: 'Who is told by e-mail, separated by commas.',
    allowed: 'e-mail addresses separated by commas',
    schema: list.refine(parts => parts.every(part => address.test(part))).prefault(''),
  },
  KOPPLA_ALERT_WEBHOOK_URL: {
    describe: 'Address that alerts are posted to, signed as Standard Webhooks say.',
    allowed: 'an http or https address',
    secret: true,
    schema: z.url({ protocol: /^https?$/ }).optional(),
  },
  KOPPLA_ALERT_WEBHOOK_SECRET: {
    describe: 'Secret that signs them; the receiver has the same.',
    allowed: 'whsec_ and 24 to 64 bytes in base64: echo whsec_$(openssl rand -base64 32)',
    secret: true,
    schema: z
      .string()
      .regex(secret)
      .refine(text => secretBytes(text) >= 24 && secretBytes(text) <= 64)
      .optional(),
  },
  KOPPLA_ALERT_AFTER_FAILURES: {
    describe: 'Failed runs in a row of one entity that are told.',
    allowed: 'a whole number from 1 to 100',
    schema: wholeNumber(1, 100).prefault('3'),
  },
  KOPPLA_LANGUAGE: {
    describe: 'Language of alerts.',
    allowed: languages.join(' or '),
    schema: z.enum(languages).default('en'),
  },
} as const

type Values = { [N in keyof typeof alertTable]: z.output<(typeof alertTable)[N]['schema']> }

/** @throws StartError when half of what is needed is set */
export function readAlertSettings(values: Values): AlertSettings {
  return {
    mail: readMail(values),
    webhook: readWebhook(values),
    afterFailures: values.KOPPLA_ALERT_AFTER_FAILURES,
    language: values.KOPPLA_LANGUAGE,
  }
}

function readMail({ KOPPLA_SMTP_URL: url, KOPPLA_ALERT_FROM: from, KOPPLA_ALERT_TO: to }: Values) {
  if (url && from && to.length > 0) return { url, from, to }
  if (!url && !from && to.length === 0) return undefined
  const missing = [...(url ? [] : ['KOPPLA_SMTP_URL']), ...(from ? [] : ['KOPPLA_ALERT_FROM'])]
  if (to.length === 0) missing.push('KOPPLA_ALERT_TO')
  throw new StartError(
    `Alerts by e-mail need KOPPLA_SMTP_URL, KOPPLA_ALERT_FROM and KOPPLA_ALERT_TO; ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set. Set all three, or none.`,
  )
}

function readWebhook({ KOPPLA_ALERT_WEBHOOK_URL: url, KOPPLA_ALERT_WEBHOOK_SECRET: secret }: Values) {
  if (url && secret) return { url, secret }
  if (!url && !secret) return undefined
  throw new StartError(
    url
      ? 'KOPPLA_ALERT_WEBHOOK_URL is set without KOPPLA_ALERT_WEBHOOK_SECRET; make one with `echo whsec_$(openssl rand -base64 32)` and give it to the receiver too.'
      : 'KOPPLA_ALERT_WEBHOOK_SECRET is set without KOPPLA_ALERT_WEBHOOK_URL; set the address too, or neither.',
  )
}
