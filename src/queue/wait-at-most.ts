export async function waitAtMost(work: Promise<unknown>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise(resolve => (timer = setTimeout(resolve, timeoutMs)))
  await Promise.race([work, timeout])
  clearTimeout(timer)
}
