import type { AlertSettings } from '../config/alert-settings.ts'

/** The ways by which people are told. */
export const channels = ['mail', 'webhook'] as const
export type Channel = (typeof channels)[number]

/** Those that are set up. */
export const channelsOf = (settings: AlertSettings): Channel[] =>
  channels.filter(channel => settings[channel] !== undefined)

/** Where a channel leads, without what may be secret in it. */
export function describeTarget(settings: AlertSettings, channel: Channel): string {
  if (channel === 'mail') return settings.mail?.to.join(', ') ?? ''
  return settings.webhook === undefined ? '' : new URL(settings.webhook.url).host
}
