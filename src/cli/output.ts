import Table from 'cli-table3'
import colour from 'picocolors'

/** Where a command writes. `json` writes one machine-readable value and nothing else; `interactive` allows colour and progress. */
export interface Output {
  readonly json: boolean
  readonly interactive: boolean
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

export const createOutput = (options: { json: boolean }): Output => ({
  json: options.json,
  interactive: process.stdout.isTTY === true && !options.json,
  out: text => void process.stdout.write(`${text}\n`),
  err: text => void process.stderr.write(`${text}\n`),
})

/** Shows a value: as JSON for scripts, else as the given words. */
export function show(output: Output, value: unknown, words: () => string): void {
  output.out(output.json ? JSON.stringify(value, null, 2) : words())
}

export type Cell = string | number | boolean | null | undefined

/** A quiet table: no vertical lines, a bold head. Says what is missing when there is nothing. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly Cell[]>, empty: string): string {
  if (rows.length === 0) return colour.dim(empty)
  const line = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
  }
  const inner = { left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' }
  const drawn = new Table({
    head: head.map(one => colour.bold(one)),
    chars: { ...line, ...inner },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  for (const row of rows) drawn.push(row.map(cell => printable(cell)))
  return drawn.toString()
}

/** Control characters in what a store sent must not reach the terminal. */
const printable = (cell: Cell) => (cell === null || cell === undefined ? '–' : String(cell).replace(/\p{Cc}+/gu, ' '))

const marks = {
  passed: () => colour.green('✓'),
  warning: () => colour.yellow('!'),
  failed: () => colour.red('✗'),
  skipped: () => colour.dim('·'),
} as const

export const mark = (status: keyof typeof marks): string => marks[status]()

/** An instant as people read it, in the machine's own zone where none is given, or one that is not known here. */
export function when(instant: unknown, timeZone?: string): string {
  if (typeof instant !== 'string') return '–'
  const format = { dateStyle: 'short', timeStyle: 'medium' } as const
  try {
    return new Date(instant).toLocaleString('sv-SE', { ...format, timeZone })
  } catch {
    return new Date(instant).toLocaleString('sv-SE', format)
  }
}

export { colour }
