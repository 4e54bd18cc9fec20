import type { Command } from 'commander'
import type { AuditProof } from '../http/api/audit.ts'
import { exitCodes } from './exit-codes.ts'
import { colour, show, when } from './output.ts'
import type { CommandContext, OpenCommand } from './session.ts'

export function addAudit(program: Command, open: OpenCommand): void {
  program
    .command('audit')
    .description('the log of who changed what')
    .command('verify')
    .description('whether the audit log is as it was written; exit code 1 when it is not')
    .option('--hash <hash>', 'the hash that an earlier verification told: is that entry still there?')
    .action(open(verifyAudit))
}

async function verifyAudit({ api, output }: CommandContext, { hash }: { hash?: string }) {
  const proof = await api.get<AuditProof>('/audit/proof', { hash })
  show(output, proof, () => describe(proof))
  return proof.intact ? exitCodes.ok : exitCodes.no
}

function describe({ intact, entries, unchained, shortened, since, head, entry, problem }: AuditProof): string {
  const told = `${entries} entries${since === null ? '' : ` since ${when(since)}`}`
  const older = unchained > 0 ? [`${unchained} of them are older than the chain: nothing is proven of these.`] : []
  const gone = shortened
    ? ['Earlier ones are no longer kept. That they were old enough to go is not proven: see the day that it begins.']
    : []
  if (problem !== undefined)
    return [
      `${colour.red('✗')} ${problem.message}`,
      ...(entry === undefined ? [] : [`  Entry ${entry.id}, of ${when(entry.at)}.`]),
      `  ${colour.bold('Do this:')} ${problem.remedy}`,
    ].join('\n')
  return [
    `${colour.green('✓')} ${told}: each follows the one before it.`,
    ...older,
    ...gone,
    ...(intact && head !== '' ? [`Keep this hash elsewhere, and give it next time: --hash ${head}`] : []),
  ].join('\n')
}
