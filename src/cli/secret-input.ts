import { password } from '@inquirer/prompts'
import { UsageError } from './session.ts'

/**
 * The secrets, each from a prompt on a terminal, or one a line from standard input in a script. Never from an argument,
 * where other users of the machine and the shell's history would have them.
 */
export async function readSecrets(labels: readonly string[]): Promise<readonly string[]> {
  if (process.stdin.isTTY) {
    const secrets: string[] = []
    for (const label of labels) secrets.push(await password({ message: `${label} (it is not shown)`, mask: '•' }))
    return secrets
  }
  if (labels.length === 0) return []
  let given = ''
  for await (const chunk of process.stdin) given += String(chunk)
  const secrets = given.replace(/\r?\n$/, '').split(/\r?\n/)
  if (secrets.length === labels.length) return secrets
  const missing = `${labels.length} secrets are asked for, one a line: ${labels.join(', ')}. Given: ${secrets.length}.`
  throw new UsageError(labels.length === 1 ? 'The secret is one line.' : missing)
}
