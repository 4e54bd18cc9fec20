import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { z } from 'zod'
import { type Contents, EndLine, formatVersion, Head, TableLine } from './format.ts'
import { BackupRefusal, damaged } from './refusal.ts'

/** A row as it is in the file: an object of text. */
export interface BackedUpRow {
  readonly table: string
  readonly row: string
}

/** Reads the whole file before anything is done with it. @throws BackupRefusal for one that is damaged, or of a newer Koppla */
export async function checkBackup(file: string): Promise<Contents> {
  const hash = createHash('sha256')
  const rows: Record<string, number> = {}
  let head: Head | undefined
  let table = ''
  let whole = false
  for await (const line of readLines(file)) {
    if (whole) throw damaged('there is more after its end')
    if (head === undefined) head = readHead(line)
    else if (line.startsWith('["end",')) {
      const [, end] = parse(EndLine, line)
      if (end.sha256 !== hash.digest('hex') || JSON.stringify(end.rows) !== JSON.stringify(rows))
        throw damaged('its checksum is another than that of what it holds')
      whole = true
      continue
    } else if (line.startsWith('[')) {
      ;[table] = parse(TableLine, line)
      rows[table] = 0
    } else rows[table] = (rows[table] ?? 0) + 1
    hash.update(`${line}\n`)
  }
  if (head === undefined || !whole) throw damaged('its end is missing')
  return { head, rows }
}

/** The rows of a file that was checked. */
export async function* readRows(file: string): AsyncGenerator<BackedUpRow> {
  let table = ''
  let first = true
  for await (const row of readLines(file)) {
    if (first) first = false
    else if (row.startsWith('{')) yield { table, row }
    else if (!row.startsWith('["end",')) [table] = parse(TableLine, row)
  }
}

function readHead(line: string): Head {
  const told = tryJson(line) as { koppla?: unknown; version?: unknown; madeBy?: unknown } | undefined
  if (told?.koppla !== 'backup') throw notOurs()
  if (typeof told.version === 'number' && told.version > formatVersion) throw ofNewer(String(told.madeBy))
  const head = Head.safeParse(told)
  if (!head.success) throw damaged('its first line cannot be read')
  return head.data
}

export const ofNewer = (madeBy: string) =>
  new BackupRefusal(`This backup was made by a newer Koppla, ${madeBy}. Nothing was changed.`, {
    remedy: 'Restore it with that version, or a later one.',
    ofFile: true,
  })

const notOurs = (cause?: unknown) =>
  new BackupRefusal('This file is no backup of Koppla. Nothing was changed.', {
    remedy: 'Give one that `koppla backup` made.',
    ofFile: true,
    cause,
  })

function parse<Schema extends z.ZodType>(schema: Schema, line: string): z.output<Schema> {
  const parsed = schema.safeParse(tryJson(line))
  if (!parsed.success) throw damaged('a line of it cannot be read')
  return parsed.data
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const newLine = 0x0a

async function* readLines(file: string): AsyncGenerator<string> {
  const handle = await open(file).catch(error => {
    throw new BackupRefusal(`The file ${file} cannot be read: ${error.message}.`, {
      remedy: 'See that it is there, and that this user may read it.',
      ofFile: true,
    })
  })
  const unpacked = createGunzip()
  pipeline(handle.createReadStream(), unpacked, () => {})
  let rest: Buffer[] = []
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      let from = 0
      for (let at = chunk.indexOf(newLine); at >= 0; at = chunk.indexOf(newLine, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString()
        rest = []
        from = at + 1
      }
      if (from < chunk.length) rest.push(chunk.subarray(from))
    }
    if (rest.length > 0) throw damaged('its end is missing')
  } catch (error) {
    throw explain(error)
  } finally {
    unpacked.destroy()
  }
}

/** Of zlib: not packed as ours are, or packed and then changed or cut off. */
function explain(error: unknown): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'Z_DATA_ERROR' && message.includes('incorrect header')) return notOurs(error)
  return code.startsWith('Z_') ? damaged('it was cut off or changed', error) : error
}
