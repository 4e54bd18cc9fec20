import { ConnectorError } from '../../src/sdk/index.ts'
import { attemptRead } from './broken.ts'
import type { List, Query } from './rows.ts'

/** Creation times in whole epoch seconds: from `from`, before `before`. Null: unbounded. */
export interface Span {
  readonly from: number | null
  readonly before: number | null
}

export interface Cut {
  readonly span: Span
  /** Records in the spans behind this one. */
  readonly beyond: number
}

/** `2026-11-10T09:15:41`: what goes beside `dates_are_gmt=true`, where a zone letter would shift it. */
export const wooTime = (epochSeconds: number): string => new Date(epochSeconds * 1000).toISOString().slice(0, 19)

/** Both filters are exclusive and count whole seconds. */
export const boundsOf = ({ from, before }: Span): Query => ({
  ...((from !== null || before !== null) && { dates_are_gmt: 'true' }),
  ...(from !== null && { after: wooTime(from - 1) }),
  ...(before !== null && { before: wooTime(before) }),
})

/**
 * Cuts a span into ones of about `size` records, so that offsets stay small. They meet without gap or overlap. Each cut
 * is made where the store says that the record number `size` was created; where it does not say (no more records,
 * a hidden or broken one, one without a creation time), the rest stays one span: longer offsets, nothing lost.
 */
export async function* cutSpans(list: List, whole: Span, size = 10_000): AsyncGenerator<Cut> {
  let from = whole.from
  for (;;) {
    const { rows, total } = await askAt(list, { from, before: whole.before }, size)
    const cut = createdAt(rows[0])
    const fits = cut === null || total === null || total <= size * 1.2
    const before = fits ? null : Math.max(cut, (from ?? 0) + 1)
    if (before === null || (whole.before !== null && before >= whole.before)) break
    yield { span: { from, before }, beyond: total! - size }
    from = before
  }
  yield { span: { from, before: whole.before }, beyond: 0 }
}

async function askAt(list: List, span: Span, offset: number): ReturnType<List> {
  const query = { orderby: 'date', order: 'asc', per_page: '1', _fields: 'id,date_created_gmt' }
  const answer = await attemptRead(list({ ...boundsOf(span), ...query, offset: String(offset) }))
  return answer instanceof ConnectorError ? { rows: [], total: null } : answer
}

function createdAt(row: unknown): number | null {
  const text = (row as { date_created_gmt?: unknown } | undefined)?.date_created_gmt
  const seconds = typeof text === 'string' ? Date.parse(`${text}Z`) / 1000 : Number.NaN
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : null
}
