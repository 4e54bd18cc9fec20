// Engines that write what they should not, or tell of it otherwise.
import type { Mutant } from './mutant.ts'

export const writes: readonly Mutant[] = [
  {
    name: 'the events are told in a transaction of their own',
    caughtBy: { seed: 300, edits: 15 },
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
    name: 'events are numbered by a sequence',
    caughtBy: { seed: 504, edits: 15, theme: 'asleep' },
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
    caughtBy: { seed: 214, edits: 15, theme: 'asleep' },
    file: 'src/runs/checkpoint.ts',
    edits: [
      ['AND epoch = $3', 'AND $3::bigint IS NOT NULL'],
      ["r.attempt = $5 AND r.state = 'running'", '$5::int IS NOT NULL'],
    ],
  },
  {
    name: 'an unchanged record is told all the same',
    caughtBy: { seed: 300, edits: 15 },
    file: 'src/records/upsert.ts',
    edits: [
      [
        'known === undefined || known.hash !== hash ||',
        'known === undefined || known.hash === hash || known.hash !== hash ||',
      ],
    ],
    also: {
      file: 'src/records/upsert-sql.ts',
      edits: [['WHERE (t.hash <> excluded.hash', 'WHERE (true OR t.hash <> excluded.hash']],
    },
  },
  {
    name: 'what is set aside is not written down',
    caughtBy: { seed: 202, edits: 15, theme: 'silence' },
    file: 'src/records/store.ts',
    edits: [['await noteRejections(client, target, rejections)', '']],
  },
  {
    name: 'records are compared without their refunds',
    caughtBy: { seed: 208, edits: 15, theme: 'silence' },
    file: 'src/records/hash.ts',
    edits: [["cutFor(['deleted', ", "cutFor(['deleted', 'refunds', "]],
  },
]
