import { setImmediate } from 'node:timers/promises'
import { decodePc8 } from './code-page.ts'
import { BrokenLineError, nameFields, splitFields } from './fields.ts'
import {
  type Fields,
  layout,
  rowFields,
  rowLabels,
  type SieEntry,
  type SieRow,
  type SieVoucher,
  voucherFields,
} from './layout.ts'

/** A line that cannot be read. Of a voucher with such a line nothing is given but this. */
export interface SieBroken {
  readonly is: 'broken'
  /** Which line and what is wrong there, in a sentence. */
  readonly why: string
  /** The voucher that it belongs to. */
  readonly voucher: { readonly series: string; readonly number: string } | null
}

/** `line`: where it begins, from 1. */
export type SieRead = (SieEntry | SieBroken) & { readonly line: number }

type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>

const longestLine = 64_000
const mostRows = 100_000
/** After so many lines whatever else is wanted meanwhile gets its turn. */
const turn = 2_000

/**
 * Reads a file of SIE type 1 to 4, given as bytes in code page 437 or as text, little by little: a file of any length needs the
 * memory of its longest voucher. Labels that are unknown are passed over; what is broken is told, and the rest goes on.
 */
export async function* readSie(chunks: Chunks): AsyncGenerator<SieRead> {
  const reading: Reading = { line: 0, begun: 'no', voucher: null, blocks: 0 }
  for await (const text of cutLines(typeof chunks === 'string' ? [chunks] : chunks)) {
    reading.line += 1
    if (reading.line % turn === 0) await setImmediate()
    yield* readLine(reading, text)
    if (reading.begun === 'never') return
  }
  yield* endFile(reading)
}

async function* cutLines(chunks: Chunks): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    rest += typeof chunk === 'string' ? chunk : decodePc8(chunk)
    let from = 0
    for (let at = rest.indexOf('\n'); at !== -1; at = rest.indexOf('\n', from)) {
      yield rest.slice(from, at)
      from = at + 1
    }
    rest = rest.slice(from, from + longestLine + 1)
  }
  if (rest !== '') yield rest
}

interface Reading {
  line: number
  begun: 'no' | 'yes' | 'never'
  voucher: OpenVoucher | null
  /** How deep in blocks of labels that we do not know. */
  blocks: number
}

interface OpenVoucher {
  readonly line: number
  readonly head: Omit<SieVoucher, 'rows' | 'is'>
  readonly rows: SieRow[]
  /** Whether its { has come. */
  entered: boolean
  /** The first of its lines that cannot be read. */
  broken: { readonly line: number; readonly what: string } | null
}

function* readLine(reading: Reading, raw: string): Generator<SieRead> {
  // Old programs end a file with the control character that DOS did.
  const text = raw.replaceAll('\u001a', '').trim()
  if (text === '') return
  const [, label = '', rest = ''] = /^(#\S+|[{}])?(.*)$/s.exec(text) ?? []
  if (reading.begun === 'no') {
    reading.begun = label.toUpperCase() === '#FLAGGA' ? 'yes' : 'never'
    if (reading.begun === 'never') return yield noSie
  }
  try {
    if (label === '') throw new BrokenLineError('it begins with no label')
    if (text.length > longestLine) throw new BrokenLineError(`it is longer than ${longestLine} characters`)
    yield* reading.voucher ? readInVoucher(reading, label, rest) : readOutside(reading, label, rest)
  } catch (error) {
    if (!(error instanceof BrokenLineError)) throw error
    if (reading.voucher) reading.voucher.broken ??= { line: reading.line, what: error.message }
    else yield tellBroken(reading.line, error.message)
  }
}

const plain = new Map(
  Object.entries(layout).map(([is, [label, fields]]) => [label as string, { is, fields: fields as Fields }]),
)

function* readOutside(reading: Reading, label: string, rest: string): Generator<SieRead> {
  if (label === '{') reading.blocks += 1
  if (label === '}') reading.blocks = Math.max(0, reading.blocks - 1)
  if (reading.blocks > 0) return
  const name = label.toUpperCase()
  if (name === '#VER') reading.voucher = openVoucher(reading.line, rest)
  const known = plain.get(name)
  if (!known) return
  const entry = { is: known.is, ...nameFields(name, known.fields, splitFields(rest)) } as unknown as SieEntry
  if (entry.is === 'format' && entry.format.toUpperCase() !== 'PC8')
    throw new BrokenLineError(`its letters are said to be in ${entry.format}, and only PC8 is known`)
  yield { ...entry, line: reading.line }
}

function openVoucher(line: number, rest: string): OpenVoucher {
  const open = { line, rows: [], entered: false, broken: null }
  try {
    return { ...open, head: readHead(rest) }
  } catch (error) {
    if (!(error instanceof BrokenLineError)) throw error
    const head = { series: '', number: '', on: '', text: null, registeredOn: null, by: null }
    return { ...open, head, broken: { line, what: error.message } }
  }
}

const readHead = (rest: string) =>
  nameFields('#VER', voucherFields, splitFields(rest)) as unknown as OpenVoucher['head']

const rowKinds = new Map(Object.entries(rowLabels).map(([is, label]) => [label as string, is as SieRow['is']]))

function* readInVoucher(reading: Reading, label: string, rest: string): Generator<SieRead> {
  const voucher = reading.voucher!
  const name = label.toUpperCase()
  if (label === '}') {
    reading.voucher = null
    return yield closeVoucher(voucher)
  }
  if (label === '{') voucher.entered = true
  else if (!voucher.entered || name === '#VER') {
    reading.voucher = null
    yield closeVoucher({ ...voucher, broken: voucher.broken ?? { line: reading.line, what: unclosed(voucher) } })
    return yield* readOutside(reading, label, rest)
  }
  const is = rowKinds.get(name)
  if (is === undefined) return
  if (voucher.rows.length >= mostRows) throw new BrokenLineError(`its voucher has more than ${mostRows} rows`)
  voucher.rows.push({ is, ...nameFields(name, rowFields, splitFields(rest)) } as unknown as SieRow)
}

const unclosed = ({ entered }: OpenVoucher) =>
  entered ? 'another voucher begins before the } of the last one' : 'the { of the voucher before is missing'

function closeVoucher({ line, head, rows, broken }: OpenVoucher): SieRead {
  if (!broken) return { is: 'voucher', ...head, rows, line }
  const { series, number } = head
  return { ...tellBroken(broken.line, broken.what), voucher: number === '' ? null : { series, number } }
}

function* endFile({ voucher, line, begun }: Reading): Generator<SieRead> {
  if (voucher) yield closeVoucher({ ...voucher, broken: { line, what: 'the file ends within a voucher' } })
  if (begun === 'no') yield noSie
}

const tellBroken = (line: number, what: string) =>
  ({ is: 'broken', line, why: `Line ${line} of the SIE file cannot be read: ${what}.`, voucher: null }) as const

const noSie: SieRead = {
  is: 'broken',
  line: 1,
  voucher: null,
  why: 'This is no SIE file: it does not begin with #FLAGGA.',
}
