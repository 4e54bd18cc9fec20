import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { colour, mark, show } from './output.ts'
import type { CommandContext, OpenCommand } from './session.ts'

interface Finding {
  readonly title: string
  readonly status: 'passed' | 'warning' | 'failed'
  readonly diagnosis?: string
  readonly remedy?: string
}

export function addDoctor(program: Command, open: OpenCommand): void {
  program
    .command('doctor')
    .description('look for what keeps imports from working, and say what to do')
    .action(open(examine))
}

async function examine({ api, output }: CommandContext) {
  const { items } = await api.get<{ items: Finding[] }>('/doctor')
  show(output, { items }, () => items.map(describe).join('\n'))
  return items.some(one => one.status === 'failed') ? exitCodes.no : exitCodes.ok
}

const describe = (finding: Finding) =>
  [
    `${mark(finding.status)} ${finding.title}`,
    ...(finding.diagnosis === undefined ? [] : [`    ${finding.diagnosis}`]),
    ...(finding.remedy === undefined ? [] : [`    ${colour.bold('Do this:')} ${finding.remedy}`]),
  ].join('\n')
