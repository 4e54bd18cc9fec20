import { ConnectorError } from '../errors.ts'

type Query = Readonly<Record<string, string>>

/** @throws ConnectorError `invalid`, code `bad_address` */
export function parseAddress(text: string, from?: URL): URL {
  const url = URL.parse(text, from?.href)
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== '') return url
  throw new ConnectorError('invalid', 'The address is not one that can be asked.', {
    code: 'bad_address',
    remedy: 'Enter the whole address, beginning with https://',
  })
}

/** Adds parameters to the end. What is there stays as it is written: some servers read the query before decoding it. */
export function withQuery(url: URL, query: Query = {}): URL {
  const added = Object.entries(query).map(pair => pair.map(encode).join('='))
  const whole = new URL(url)
  whole.search = [url.search.slice(1), ...added].filter(part => part !== '').join('&')
  return whole
}

/** Takes out the parameters that `leaveOut` names, and touches no other. */
export function withoutParameters(url: URL, leaveOut: (name: string, pair: string) => boolean): URL {
  const pairs = url.search.slice(1).split('&')
  const kept = new URL(url)
  kept.search = pairs.filter(pair => !leaveOut(decode(pair.split('=')[0] ?? ''), pair)).join('&')
  return kept
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
