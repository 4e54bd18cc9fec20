import { type DestinationStream, type Logger, pino } from 'pino'
import { traceFields } from './trace.ts'

export type Log = Logger

const secretNames =
  'authorization|cookie|password|passwd|secret|token|api[_-]?key|private[_-]?key|consumer[_-]?key|signature|sealed'
const hidden = '[redacted]'

// In a line of JSON, at any depth, and in JSON that is itself quoted inside a string.
const member = new RegExp(
  `((\\\\*)"[^"\\\\]*(?:${secretNames})[^"\\\\]*\\2":\\s*\\2")(?:(?!\\2")(?:\\\\.|[^\\\\]))*(?=\\2")`,
  'gi',
)
// `code` and `state` are what a browser brings back from a page where somebody gave consent.
const parameter = new RegExp(
  `([?&](?:[^=&"\\s]*(?:${secretNames})[^=&"\\s]*|code|state|code_verifier)=)[^&"\\s\\\\]+`,
  'gi',
)
const issued = /\b(?:c[ks]_[0-9a-f]{8,}|shp[a-z]{2}_[0-9a-f]{8,})/gi
const scheme = /\b(Basic|Bearer|OAuth)\s+[\w+/=.~-]{8,}/g
const userInUrl = /(:\/\/[^/\s:@"]+:)[^/\s@"]+@/g

/** Takes out what looks like a secret, by the name it stands under or by its own look. */
export function redactSecrets(text: string): string {
  return text
    .replace(member, `$1${hidden}`)
    .replace(parameter, `$1${hidden}`)
    .replace(issued, hidden)
    .replace(scheme, `$1 ${hidden}`)
    .replace(userInUrl, `$1${hidden}@`)
}

/** One line of JSON per event, on standard output unless told otherwise. */
export function openLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { pid: process.pid },
    mixin: () => traceFields(),
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['credential', '*.credential', '*.*.credential'], censor: hidden },
    hooks: { streamWrite: redactSecrets },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** For code that is asked to be quiet, such as most tests. */
export const silentLog: Log = pino({ level: 'silent' })
