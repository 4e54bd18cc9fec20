// Connectors that read a list as if nobody changed it, or as if it showed everything.
import type { Mutant } from './mutant.ts'

export const lists: readonly Mutant[] = [
  {
    name: 'pages are counted and their seams not looked at',
    caughtBy: { seed: 255, edits: 15, theme: 'leaving' },
    file: 'connectors/woocommerce/walk.ts',
    edits: [
      [
        'await readOn({ list, perPage: size, lastId }, offset)',
        'await readSlice({ list, perPage: size, lastId }, offset)',
      ],
    ],
  },
  {
    name: 'pages are counted over a list sorted by modification time',
    caughtBy: { seed: 200, edits: 15, theme: 'leaving' },
    file: 'connectors/woocommerce/walk.ts',
    edits: [
      [
        'const slice = await readOn({ list, perPage: size, lastId }, offset)',
        `const asked = { orderby: 'modified', order: 'asc', offset: String(offset), per_page: String(size) }
    const { rows: got, total } = await list(asked).catch(() => list({ ...asked, orderby: 'id' }))
    yield { rows: got, lastId, offset: (offset += size), ended: got.length < size, remaining: Math.max(0, (total ?? 0) - offset) }
    if (got.length < size) return
    else continue
    const slice = await readOn({ list, perPage: size, lastId }, offset)`,
      ],
    ],
  },
  {
    name: 'a time with a zone letter is sent as GMT',
    caughtBy: { seed: 300, edits: 15 },
    file: 'connectors/woocommerce/spans.ts',
    edits: [['.slice(0, 19)', `.slice(0, 19) + 'Z'`]],
  },
  {
    name: 'an empty page is the end',
    caughtBy: { seed: 313, edits: 15, theme: 'hiding' },
    file: 'connectors/woocommerce/walk.ts',
    edits: [
      [
        'const ended = remaining === 0 && !goesOn',
        'const ended = (remaining === 0 && !goesOn) || slice.rows.length < size',
      ],
    ],
  },
  {
    name: 'the trash is not read',
    caughtBy: { seed: 200, edits: 15, theme: 'leaving' },
    file: 'connectors/woocommerce/entities/read.ts',
    edits: [["trash: listOf(client, route, { status: 'trash', ...fields }),", '']],
  },
]
