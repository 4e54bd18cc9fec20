import { idOf, joins, type Reading, readSlice, type Slice, unreadIds } from './walk-slice.ts'

/**
 * Crosses a stretch of more rows than a page holds that the store counts but does not show (records that a plugin
 * guards, or that cannot be loaded). No single answer can join on to what was read across it. So the slices are read
 * up to the next visible row, then again backwards: if they still show nothing new and the first still joins, nothing
 * slipped through in between. Null: something moved meanwhile, try again.
 */
export async function crossHidden(reading: Reading, from: Slice): Promise<Slice | null> {
  const step = reading.perPage - 1
  const strays: unknown[] = []
  let slice = await readSlice(reading, from.start + step)
  while (!joins(slice, reading) && !leadsOn(slice, reading)) {
    strays.push(...slice.rows)
    slice = await readSlice(reading, slice.start + step)
  }
  if (joins(slice, reading)) return slice
  for (let start = slice.start - step; start >= from.start; start -= step) {
    const again = await readSlice(reading, start)
    if (unreadIds(again, reading).length > 0) return null
    if (start === from.start && !joins(again, reading)) return null
  }
  return { ...slice, rows: [...strays.filter(row => idOf(row) === null), ...slice.rows] }
}

const leadsOn = (slice: Slice, reading: Reading): boolean =>
  unreadIds(slice, reading).length > 0 || slice.total <= slice.start + reading.perPage
