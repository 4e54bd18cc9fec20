import type { Check, CheckResult } from './checks.ts'
import type { Probe, ProbeStep } from './http-types.ts'

type NetworkCheck<Values> = Check<Values, unknown, unknown>

/** A certificate that ends within this many days is told of: by then its renewal should have happened. */
const renewedBeforeDays = 7

/**
 * The way to a server, step by step: address, name, connection, TLS. Any connector puts them first, so that what breaks
 * on the way is told apart from what the system itself says.
 *
 * @param addressOf the address that is to be asked, from the form's values
 * @param field the form field where it stands
 */
export function networkChecks<Values>(addressOf: (values: Values) => string, field: string): NetworkCheck<Values>[] {
  const step = (id: ProbeStep, title: string, tell: (probe: Probe, address: string) => CheckResult) => ({
    id: `reachable.${id}`,
    title,
    field,
    run: async ({ values, context }: Parameters<NetworkCheck<Values>['run']>[0]) => {
      const address = addressOf(values)
      const flaw = id === 'address' ? flawOf(address, field) : undefined
      return flaw ?? tell(await context.http.probe(address, id), address)
    },
  })
  return [
    step('address', 'The address is well formed and may be asked', () => ({ status: 'passed' })),
    step('name', 'The name of the server resolves', ({ addresses }) => passed(addresses.join(', '))),
    step('connection', 'The server can be connected to', ({ addresses }) => passed(addresses.join(', '))),
    step('tls', 'The connection is encrypted', (probe, address) => tellTls(probe, address, field)),
  ]
}

const passed = (detail: string): CheckResult => ({ status: 'passed', detail })

/** What is wrong with an address as it was typed, before anything is asked. */
function flawOf(typed: string, field: string): CheckResult | undefined {
  const address = typed.trim()
  const fail = (diagnosis: string, remedy: string, value?: string): CheckResult => ({
    status: 'failed',
    diagnosis,
    remedy,
    field,
    ...(value !== undefined && { suggestion: { field, value } }),
  })
  const url = URL.parse(address)
  const guess = guessAddress(address)
  if (!url || !/^https?:\/\/./i.test(address) || /^https?$/.test(url.hostname)) {
    const remedy = 'Enter the whole address, beginning with https://, as the browser shows it.'
    return fail('This is not a whole web address.', remedy, guess)
  }
  if (url.username !== '' || url.password !== '') {
    return fail(
      'The address contains a user name or password.',
      'Leave out what stands between https:// and the @ sign, and the sign too.',
      clean(url),
    )
  }
  if (url.search !== '' || url.hash !== '') {
    return fail(
      'The address goes on after a question mark or #.',
      'Leave out the question mark or # and all that follows.',
      clean(url),
    )
  }
  return undefined
}

/** `shop.example`, `htps:/shop.example`, `<https://shop.example/path>`: what was most likely meant. */
function guessAddress(address: string): string | undefined {
  const bare = address.replace(/^["'“”‘’«»<>()[\]]+|["'“”‘’«»<>()[\]]+$/g, '')
  const rest = bare.replace(/^([a-z]{2,6}:[/\\]*|https?[/\\]+|[/\\]+)+/i, '')
  const guess = URL.parse(`https://${rest}`)
  return guess && /^[^.\s/]+\.[^\s/]*[^.\s/]/.test(rest) ? clean(guess) : undefined
}

const clean = ({ origin, pathname }: URL): string => origin + (pathname === '/' ? '' : pathname)

function tellTls({ certificate }: Probe, address: string, field: string): CheckResult {
  if (certificate === null) {
    return {
      status: 'warning',
      diagnosis: 'The connection is not encrypted: what is sent can be read and changed on the way.',
      remedy:
        'Use the address with https:// if there is one. If not, ask the web host for a certificate, which is often free.',
      field,
      ...(new URL(address).port === '' && {
        suggestion: { field, value: address.trim().replace(/^http:/i, 'https:') },
      }),
    }
  }
  const day = certificate.validTo.slice(0, 10)
  const daysLeft = Math.floor((Date.parse(certificate.validTo) - Date.now()) / 86_400_000)
  if (daysLeft >= renewedBeforeDays) return passed(`The certificate is valid until ${day}.`)
  return {
    status: 'warning',
    diagnosis: `The certificate ends on ${day}. From then on nothing can be imported.`,
    remedy: 'Renew it in the web host’s control panel, or ask the web host why it was not renewed by itself.',
    field,
  }
}
