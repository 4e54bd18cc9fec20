import { foldToPc8 } from './code-page.ts'
import {
  type Fields,
  type Kind,
  layout,
  rowFields,
  rowLabels,
  type SieEntry,
  type SieObject,
  type SieVoucher,
  voucherFields,
} from './layout.ts'

/** An entry as lines of a file, to be encoded with `encodePc8`. What the code page lacks is written as near as it comes. */
export function writeSie(entry: SieEntry): string {
  if (entry.is === 'voucher') return writeVoucher(entry)
  const [label, fields] = layout[entry.is]
  return writeLine(label, fields, entry)
}

function writeVoucher(voucher: SieVoucher): string {
  const rows = voucher.rows.map(row => `  ${writeLine(rowLabels[row.is], rowFields, row)}`)
  return `${writeLine('#VER', voucherFields, voucher)}{\r\n${rows.join('')}}\r\n`
}

/** Fields at the end that say nothing are left out. */
function writeLine(label: string, fields: Fields, values: object): string {
  const given = Object.entries(fields).map(([name, kind]) => [kind, (values as Record<string, unknown>)[name]] as const)
  const told = given.slice(0, given.findLastIndex(([, value]) => value !== null) + 1)
  return `${[label, ...told.map(([kind, value]) => writeField(kind, value))].join(' ')}\r\n`
}

function writeField(kind: Kind, value: unknown): string {
  if (kind === 'objects') return `{${(value as readonly SieObject[]).map(writeObject).join(' ')}}`
  if (kind.startsWith('day') && value !== null) return String(value).replaceAll('-', '')
  return writeText(value === null ? '' : String(value))
}

const writeObject = ({ dimension, object }: SieObject) => `${writeText(dimension)} ${writeText(object)}`

/**
 * In quotation marks where it must be. A backslash stands for itself but before a quotation mark, so none may be the last
 * letter; control characters are not allowed.
 */
function writeText(text: string): string {
  const folded = foldToPc8(text).replace(/\p{Cc}+/gu, ' ')
  if (/^[\w.-]+$/.test(folded)) return folded
  return `"${folded.replace(/\\$/, '\\ ').replaceAll('"', '\\"')}"`
}
