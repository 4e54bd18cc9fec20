import type { Readable } from 'node:stream'
import { inspect } from 'node:util'
import { Parser, type Result } from 'tap-parser'

export interface Count {
  passed: number
  failed: number
  /** Test files whose process a signal of the processor ended: no word of the test. */
  readonly crashed: string[]
}

/** Prints a line per test file and every failure of tap's output, and counts the assertions. */
export async function reportTap(output: Readable): Promise<Count> {
  const count: Count = { passed: 0, failed: 0, crashed: [] }
  const parser = new Parser()
  watch(parser, count)
  parser.on('assert', ({ ok, name, time }: Result) => {
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}${time ? ` (${(time / 1000).toFixed(1)} s)` : ''}`)
  })
  parser.on('bailout', (reason: string) => console.log(`Stopped: ${reason}`))
  // What tests and tap itself print beside TAP, a crash for one.
  parser.on('extra', (text: string) => process.stdout.write(text))
  const ended = new Promise(resolve => parser.once('complete', resolve))
  output.pipe(parser)
  await ended
  return count
}

const crashes: ReadonlySet<unknown> = new Set(['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGTRAP'])

/** What sums up a subtest is no assertion of its own, unless the subtest failed without one: by crashing, say. */
function watch(parser: Parser, count: Count): void {
  let failedBefore: number | undefined
  parser.on('child', (child: Parser) => {
    failedBefore = count.failed
    watch(child, count)
  })
  parser.on('assert', (result: Result) => {
    const isNews = failedBefore === undefined || (!result.ok && count.failed === failedBefore)
    failedBefore = undefined
    if (!isNews) return
    if (crashes.has(result.diag?.['signal'])) return void count.crashed.push(result.name)
    count[result.ok ? 'passed' : 'failed'] += 1
    if (!result.ok) console.log(describeFailure(result))
  })
}

function describeFailure({ fullname, diag }: Result): string {
  const title = `\nFAILED ${fullname}`
  if (!diag) return title
  const { at, diff, source, stack, ...rest } = diag
  const place = at ? `  at ${at.fileName}:${at.lineNumber}` : undefined
  const more = Object.keys(rest).length > 0 ? inspect(rest, { depth: 6 }) : undefined
  return [title, place, source, diff, stack, more].filter(Boolean).join('\n')
}
