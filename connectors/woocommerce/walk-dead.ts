import { ConnectorError, unreadPlace } from '../../src/sdk/index.ts'
import { answers, attemptRead, judge, reasonOf } from './broken.ts'
import { idOf, type List } from './rows.ts'
import { restless } from './walk-errors.ts'

/** A stretch of a list by its ids. `rows` is null for a single row that stops the store whatever is asked of it. */
interface Piece {
  readonly start: number
  readonly count: number
  readonly rows: readonly unknown[] | null
  readonly total: number | null
}

interface Stretch {
  readonly start: number
  readonly count: number
}

const maxTries = 3

/**
 * The ids of a stretch that cannot be listed, because a row in it stops the store even when only ids are asked for. It is
 * cut by offset until that row is alone. Its id is then unknown, so a record that tells its place stands for it. Rows may
 * leave the list between one piece and the next, which would hide one: so all pieces are read twice and must be the same.
 * @throws ConnectorError `failure`, where it is the store that is broken
 */
export async function readPieces(list: List, stretch: Stretch & { lastId: number }, failure: ConnectorError) {
  if (!(await answers(list))) throw failure
  for (let tries = 0; tries < maxTries; tries += 1) {
    const pieces = await cutPieces(list, stretch)
    if (await areSame(list, pieces)) return joinPieces(pieces, { after: stretch.lastId, failure })
  }
  throw restless()
}

/** What failed as a whole is cut without being asked for again. */
async function cutPieces(list: List, whole: Stretch): Promise<Piece[]> {
  const blame = judge(list)
  return await halve(whole)

  async function halve({ start, count }: Stretch): Promise<Piece[]> {
    const half = count >> 1
    const first = await cut({ start, count: half })
    return [...first, ...(await cut({ start: start + half, count: count - half }))]
  }

  async function cut({ start, count }: Stretch): Promise<Piece[]> {
    const answer = await askIds(list, { start, count })
    if (!(answer instanceof ConnectorError)) return [{ start, count, ...answer }]
    if (count > 1) return await halve({ start, count })
    await blame(answer)
    return [{ start, count, rows: null, total: 0 }]
  }
}

const askIds = (list: List, { start, count }: Stretch) =>
  attemptRead(list({ orderby: 'id', order: 'asc', offset: String(start), per_page: String(count), _fields: 'id' }))

async function areSame(list: List, pieces: readonly Piece[]): Promise<boolean> {
  for (const piece of pieces) {
    const again = await askIds(list, piece)
    const rows = again instanceof ConnectorError ? null : again.rows.map(idOf)
    if (JSON.stringify(rows) !== JSON.stringify(piece.rows?.map(idOf) ?? null)) return false
  }
  return true
}

/** `after`: the last row that is known to lie before them. */
function joinPieces(pieces: readonly Piece[], { after, failure }: { after: number; failure: ConnectorError }) {
  const rows: unknown[] = []
  let place = { after, nth: 0 }
  for (const piece of pieces) {
    if (piece.rows === null) place = { ...place, nth: place.nth + 1 }
    rows.push(...(piece.rows ?? [unreadPlace(place, reasonOf(failure))]))
    const last = piece.rows?.map(idOf).findLast(id => id !== null)
    if (last) place = { after: last, nth: 0 }
  }
  const totals = pieces.map(({ total }) => total)
  return { rows, total: totals.includes(null) ? null : Math.max(...(totals as number[])) }
}
