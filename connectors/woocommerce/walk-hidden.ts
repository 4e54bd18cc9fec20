import { ConnectorError } from '../../src/sdk/index.ts'
import { attemptRead } from './broken.ts'
import { idOf } from './rows.ts'
import { nothingShown } from './walk-errors.ts'
import { joins, type Reading, readSlice, type Slice, unreadIds } from './walk-slice.ts'

/** More empty answers in a row are hardly hidden records, but a total that is wrong. Of a list that shows nothing, the caller judges. */
const mostEmpty = 100

/**
 * Crosses a stretch of more rows than a page holds that the store counts but does not show (records that a plugin
 * guards, or that cannot be loaded). No single answer can join on to what was read across it. So the slices are read
 * up to the next visible row, then again backwards: if they still show nothing new and the first still joins, nothing
 * slipped through in between. Null: something moved meanwhile, try again. Whether any row follows is asked first, since a
 * total that is far too high would make the stretch endless.
 */
export async function crossHidden(reading: Reading, from: Slice): Promise<Slice | null> {
  const end: Slice = { ...from, isLast: true, missing: Number.POSITIVE_INFINITY }
  if (await isNewest(reading)) return end
  const step = reading.perPage - 1
  const strays = [...from.rows]
  let slice = await readSlice(reading, from.start + step)
  for (let empty = 0; !joins(slice, reading) && !leadsOn(slice, reading); empty += 1) {
    if (empty === mostEmpty && reading.lastId === 0) return end
    if (empty === mostEmpty) throw nothingShown(slice.total)
    strays.push(...slice.rows)
    slice = await readSlice(reading, slice.start + step)
  }
  if (joins(slice, reading)) return slice
  for (let start = slice.start - step; start >= from.start; start -= step) {
    const again = await readSlice(reading, start)
    if (unreadIds(again, reading).length > 0) return null
    if (start === from.start && !joins(again, reading)) return null
  }
  const rows = [...strays.filter(row => idOf(row) === null), ...slice.rows]
  return { ...slice, rows, missing: Number.POSITIVE_INFINITY }
}

const leadsOn = (slice: Slice, reading: Reading): boolean =>
  unreadIds(slice, reading).length > 0 || slice.total <= slice.start + reading.perPage

/**
 * True: of the rows the list shows, none lies behind the last one taken. The last rows are asked for, and as ids descend
 * there, one among them that was taken proves that all behind it are on the same page. Where they do not descend, or one
 * has no id, nothing is proved.
 */
async function isNewest({ list, perPage, lastId }: Reading): Promise<boolean> {
  const query = { orderby: 'id', order: 'desc', offset: '0', per_page: String(perPage), _fields: 'id' }
  const answer = await attemptRead(list(query))
  if (answer instanceof ConnectorError) return false
  const ids = answer.rows.map(row => idOf(row) ?? Number.POSITIVE_INFINITY)
  return ids.length > 0 && ids[0]! <= lastId && ids.every((id, at) => at === 0 || id < ids[at - 1]!)
}
