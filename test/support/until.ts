import { setTimeout as sleep } from 'node:timers/promises'

export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await sleep(25)
}
