// Engines broken on purpose, each in a way that real ones are. The simulator must find out every one.
export interface Mutant extends Breakage {
  readonly name: string
  /** Where it takes two. */
  readonly also?: Breakage
}

export interface Breakage {
  /** Below the top of the project. */
  readonly file: string
  readonly edits: ReadonlyArray<readonly [from: string, to: string]>
}

export const mutants: readonly Mutant[] = [
  {
    name: 'the watermark is the time after the run',
    file: 'src/runs/import.ts',
    edits: [
      [
        'await moveWatermark(client, context.held, markAfter(window, mark))\n      await dropWindow',
        `const late = context.now()
      const after = { ...window, ourTime: late, until: new Date(late.getTime() + window.clockDifferenceMs) }
      await moveWatermark(client, context.held, markAfter(after, mark))
      await dropWindow`,
      ],
    ],
  },
  {
    name: 'no overlap of windows',
    file: 'src/runs/window.ts',
    edits: [['overlapSeconds = 300', 'overlapSeconds = 0']],
  },
  {
    name: 'the lower bound is exclusive, and there is no overlap',
    file: 'src/runs/window.ts',
    edits: [['- overlapSeconds * 1_000', '+ 1_000']],
  },
  {
    name: 'a clock set back is believed',
    file: 'src/runs/window.ts',
    edits: [['Math.min(mark.watermark.getTime(), today)', 'mark.watermark.getTime()']],
  },
  {
    name: 'pages are counted and their seams not looked at',
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
    file: 'connectors/woocommerce/spans.ts',
    edits: [['.slice(0, 19)', `.slice(0, 19) + 'Z'`]],
  },
  {
    name: 'the events are told in a transaction of their own',
    file: 'src/runs/step.ts',
    edits: [
      ['const cancelled = await', 'let told: readonly Change[] = []\n  const cancelled = await'],
      [
        'await appendEvents(client, progress.changes)\n    return wish\n  })',
        `told = progress.changes
    return wish
  })
  await context.db.transaction(client => appendEvents(client, told))`,
      ],
    ],
  },
  {
    name: 'the position is moved before the records are written',
    file: 'src/runs/import.ts',
    edits: [
      [
        'await commitStep(context, async (client, mark) => {\n    const stored',
        `await context.db.transaction(async first => {
    if (page.next !== null) await moveWindow(first, window.id, page.next)
  })
  await commitStep(context, async (client, mark) => {
    const stored`,
      ],
    ],
  },
  {
    name: 'events are numbered by a sequence',
    file: 'src/events/outbox.ts',
    edits: [
      [
        `INSERT INTO event_counters AS c (id, position) VALUES (1, $1)
       ON CONFLICT (id) DO UPDATE SET position = c.position + excluded.position RETURNING position)`,
        `SELECT setval('audit_entries_id_seq', nextval('audit_entries_id_seq') - 1 + $1::int) AS position)`,
      ],
    ],
    also: {
      file: 'src/events/feed.ts',
      edits: [['coalesce(max(oldest), 1) AS oldest FROM event_counters', '1 AS oldest FROM events']],
    },
  },
  {
    name: 'whoever was taken for dead may write',
    file: 'src/runs/checkpoint.ts',
    edits: [['AND epoch = $3 RETURNING', 'AND $3::bigint IS NOT NULL RETURNING']],
    also: {
      file: 'src/runs/step.ts',
      edits: [["WHERE id = $1 AND attempt = $2 AND state = 'running'", 'WHERE id = $1 AND $2::int IS NOT NULL']],
    },
  },
  {
    name: 'a reconcile deletes after a partial sweep',
    file: 'src/runs/walk.ts',
    edits: [
      [
        'return await walkPages(context, walk, { from, moved })\n    } catch (error) {',
        'return await walkPages(context, walk, { from, moved })\n    } catch (error) {\n      if (context.run.kind === "reconcile") return',
      ],
    ],
    also: {
      file: 'src/runs/missing.ts',
      edits: [['const raws = await context.source.fetch(context.opened.client, ids)', 'const raws: unknown[] = []']],
    },
  },
  {
    name: 'what a list does not show is deleted without asking for it',
    file: 'src/runs/missing.ts',
    edits: [['const raws = await context.source.fetch(context.opened.client, ids)', 'const raws: unknown[] = []']],
  },
  {
    name: 'a run that broke off is a success',
    file: 'src/runs/problems.ts',
    edits: [
      [
        `if (error instanceof InterruptedError) return { state: 'waiting', problem: interrupted, againAfterMs: 0 }`,
        `if (error instanceof InterruptedError) return { state: 'succeeded', problem: null }`,
      ],
    ],
  },
  {
    name: 'a window is closed at its first page',
    file: 'src/runs/import.ts',
    edits: [
      [
        'if (page.next !== null) await moveWindow(client, window.id, page.next)',
        'if (page.next !== null && window.position !== null) await moveWindow(client, window.id, page.next)',
      ],
    ],
  },
  {
    name: 'an empty page is the end',
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
    file: 'connectors/woocommerce/entities/read.ts',
    edits: [["trash: listOf(client, route, { status: 'trash', ...fields }),", '']],
  },
  {
    name: 'an unchanged record is told all the same',
    file: 'src/records/upsert.ts',
    edits: [
      [
        'known === undefined || known.hash !== hash ||',
        'known === undefined || known.hash === hash || known.hash !== hash ||',
      ],
    ],
  },
  {
    name: 'the fingerprint forgets refunds',
    file: 'connectors/woocommerce/entities/orders.ts',
    edits: [['order.customer_id, refundIds]', 'order.customer_id]']],
  },
  {
    name: 'a resumed window is given bounds up to now',
    file: 'src/runs/enter.ts',
    edits: [
      [
        'const window = resumed ? left :',
        'const window = resumed ? { ...left, ourTime: context.now(), until: new Date(context.now().getTime() + left.clockDifferenceMs) } :',
      ],
    ],
  },
]
