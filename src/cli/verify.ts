import type { Command } from 'commander'
import { count } from '../sdk/count.ts'
import { exitCodes } from './exit-codes.ts'
import { colour, mark, type Output, show } from './output.ts'
import { readSecrets } from './secret-input.ts'
import { type CommandContext, findConnection, type OpenCommand, UsageError } from './session.ts'

interface CheckShown {
  readonly title: string
  readonly result: {
    readonly status: 'passed' | 'warning' | 'failed' | 'skipped'
    readonly detail?: string
    readonly diagnosis?: string
    readonly remedy?: string
    readonly because?: string
    readonly suggestion?: { field: string; value: string }
    readonly offers?: { field: string; parts: readonly { value: string }[] }
  }
}

export interface VerifyReport {
  readonly green: boolean
  readonly verificationToken?: string | null
}

export interface CredentialOptions {
  readonly system: string
  readonly url: string
  readonly accessToken: string
  readonly field: readonly string[]
}

export function addVerify(program: Command, open: OpenCommand): void {
  program
    .command('verify')
    .description('verify a credential, or a saved connection, check by check')
    .argument('[connection]', 'name or id of a saved connection; without it, give the credential')
    .option('--system <id>', 'the external system', 'woocommerce')
    .option('--url <address>', 'API URL: the shop’s address')
    .option('--access-token <value>', 'Access token (WooCommerce: Consumer key)')
    .option('--field <name=value...>', 'another field of the form that is no secret: --field storeView=eu')
    .action(open(verify))
}

async function verify(context: CommandContext, name: string | undefined, options: Partial<CredentialOptions>) {
  if (name !== undefined) {
    const connection = await findConnection(context.api, name)
    return showReport(context, await verifyAt(context, `/connections/${connection.id}/verify`, {}))
  }
  return showReport(context, await verifyAt(context, '/connections/verify', await readCredential(context.api, options)))
}

function showReport({ output }: CommandContext, report: VerifyReport) {
  if (output.json) show(output, report, () => '')
  return report.green ? exitCodes.ok : exitCodes.no
}

interface FieldShown {
  readonly name: string
  readonly label: string
  readonly secret: boolean
  readonly initial?: string
  readonly choices?: readonly { readonly value: string }[]
  readonly when?: { readonly field: string; readonly is: string }
  /** Nothing needs to be given: the operator's is used. */
  readonly lent?: object
}

/** The credential as the API takes it. Secrets that were not given are asked for. */
export async function readCredential(api: CommandContext['api'], options: Partial<CredentialOptions>) {
  const { externalSystem, fields } = await findSystem(api, options.system ?? 'woocommerce')
  const isNeeded = (name: string) => fields.some(one => one.name === name && !one.lent && one.initial === undefined)
  const missing = [
    options.url === undefined && isNeeded('apiUrl') && '--url',
    options.accessToken === undefined && isNeeded('accessToken') && '--access-token',
  ].filter(Boolean)
  if (missing.length > 0) throw new UsageError(`Give ${missing.join(' and ')}.`)
  const { url: apiUrl, accessToken } = options
  const given = { ...readFields(options.field ?? []), ...(apiUrl && { apiUrl }), ...(accessToken && { accessToken }) }
  const isLeft = ({ lent }: FieldShown) => lent !== undefined && accessToken === undefined
  const asked = fields.filter(
    field => field.secret && !isLeft(field) && !(field.name in given) && isAsked(field, fields, given),
  )
  const secrets = await readSecrets(asked.map(({ label }) => label))
  const credential = { ...given, ...Object.fromEntries(asked.map(({ name }, at) => [name, secrets[at]])) }
  return { externalSystem, credential }
}

async function findSystem(api: CommandContext['api'], id: string) {
  const { items } = await api.get<{ items: { id: string; fields: FieldShown[] }[] }>('/connectors')
  const found = items.find(one => one.id === id)
  if (found !== undefined) return { externalSystem: id, fields: found.fields }
  throw new UsageError(`There is no external system “${id}”. There are: ${items.map(one => one.id).join(', ')}.`)
}

function readFields(pairs: readonly string[]): Record<string, string> {
  const odd = pairs.find(pair => !/^\w+=/.test(pair))
  if (odd !== undefined) throw new UsageError(`“${odd}” is no name=value.`)
  return Object.fromEntries(pairs.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))
}

function isAsked({ when }: FieldShown, fields: readonly FieldShown[], given: Record<string, string | undefined>) {
  if (when === undefined) return true
  const field = fields.find(({ name }) => name === when.field)
  return (given[when.field] ?? field?.initial ?? field?.choices?.[0]?.value) === when.is
}

/** Runs a verification and shows each check as it ends; as JSON, nothing: the report is the answer. */
export async function verifyAt({ api, output }: CommandContext, path: string, body: unknown) {
  let report: VerifyReport = { green: false }
  const skipped: CheckShown[] = []
  for await (const [event, data] of api.follow('POST', path, body)) {
    if (event === 'report') report = data as VerifyReport
    if (event !== 'check' || output.json) continue
    const check = data as CheckShown
    if (check.result.status === 'skipped') skipped.push(check)
    else showCheck(output, check)
  }
  if (output.json) return report
  showSkipped(output, skipped)
  output.out(
    report.green
      ? colour.green(
          path === '/connections/verify' ? '\nGreen: this connection can be saved.' : '\nGreen: nothing failed.',
        )
      : colour.red('\nNot green: put right what is marked ✗ and verify again.'),
  )
  return report
}

/** Most are skipped for one reason, which is said once. */
function showSkipped(output: Output, skipped: readonly CheckShown[]): void {
  for (const [because = '', checks = []] of Map.groupBy(skipped, ({ result }) => result.because)) {
    const title = checks.length === 1 ? checks[0]!.title : count(checks.length, 'more checks')
    output.out(colour.dim(`${mark('skipped')} ${title}: skipped. ${because}`))
  }
}

function showOffer(output: Output, { field, parts }: NonNullable<CheckShown['result']['offers']>): void {
  const values = parts.map(({ value }) => value).join(', ')
  if (values !== '') output.out(colour.dim(`    To choose with --field ${field}=…: ${values}`))
}

function showCheck(output: Output, { title, result }: CheckShown): void {
  output.out(`${mark(result.status)} ${title}${result.detail ? colour.dim(`  ${result.detail}`) : ''}`)
  if (result.diagnosis !== undefined) output.out(`    ${result.diagnosis}`)
  if (result.remedy !== undefined) output.out(`    ${colour.bold('Do this:')} ${result.remedy}`)
  if (result.suggestion !== undefined) output.out(`    ${colour.bold('Use instead:')} ${result.suggestion.value}`)
  if (result.offers !== undefined) showOffer(output, result.offers)
}
