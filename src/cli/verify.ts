import type { Command } from 'commander'
import { count } from '../sdk/count.ts'
import { exitCodes } from './exit-codes.ts'
import { colour, mark, type Output, show } from './output.ts'
import { readSecret } from './secret-input.ts'
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
}

export function addVerify(program: Command, open: OpenCommand): void {
  program
    .command('verify')
    .description('verify a credential, or a saved connection, check by check')
    .argument('[connection]', 'name or id of a saved connection; without it, give the credential')
    .option('--system <id>', 'the external system', 'woocommerce')
    .option('--url <address>', 'API URL: the shop’s address')
    .option('--access-token <value>', 'Access token (WooCommerce: Consumer key)')
    .action(open(verify))
}

async function verify(context: CommandContext, name: string | undefined, options: Partial<CredentialOptions>) {
  if (name !== undefined) {
    const connection = await findConnection(context.api, name)
    return showReport(context, await verifyAt(context, `/connections/${connection.id}/verify`, {}))
  }
  return showReport(context, await verifyAt(context, '/connections/verify', await readCredential(options)))
}

function showReport({ output }: CommandContext, report: VerifyReport) {
  if (output.json) show(output, report, () => '')
  return report.green ? exitCodes.ok : exitCodes.no
}

/** The credential as the API takes it. The secret is asked for. */
export async function readCredential(options: Partial<CredentialOptions>) {
  const missing = [options.url === undefined && '--url', options.accessToken === undefined && '--access-token'].filter(
    Boolean,
  )
  if (missing.length > 0) throw new UsageError(`Give ${missing.join(' and ')}.`)
  const secret = await readSecret('Secret')
  return {
    externalSystem: options.system ?? 'woocommerce',
    credential: { apiUrl: options.url, accessToken: options.accessToken, secret },
  }
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

function showCheck(output: Output, { title, result }: CheckShown): void {
  output.out(`${mark(result.status)} ${title}${result.detail ? colour.dim(`  ${result.detail}`) : ''}`)
  if (result.diagnosis !== undefined) output.out(`    ${result.diagnosis}`)
  if (result.remedy !== undefined) output.out(`    ${colour.bold('Do this:')} ${result.remedy}`)
  if (result.suggestion !== undefined) output.out(`    ${colour.bold('Use instead:')} ${result.suggestion.value}`)
}
