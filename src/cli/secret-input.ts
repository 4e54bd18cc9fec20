import { password } from '@inquirer/prompts'

/**
 * The secret, from a prompt on a terminal or from standard input in a script. Never from an argument, where other users
 * of the machine and the shell's history would have it.
 */
export async function readSecret(label: string): Promise<string> {
  if (process.stdin.isTTY) return password({ message: `${label} (it is not shown)`, mask: '•' })
  let given = ''
  for await (const chunk of process.stdin) given += String(chunk)
  return given.replace(/\r?\n$/, '')
}
