/** Why a person should look at a connection, the worst first. */
export const troubles = ['attention', 'failed', 'rejections', 'unscheduled'] as const
export type Trouble = (typeof troubles)[number]

/** SQL over `t` connections: runs do not go on, or one would delete much, until a person acts. */
export const needsAttentionSql = `(t.attention IS NOT NULL
  OR EXISTS (SELECT FROM runs r WHERE r.connection_id = t.id AND r.state = 'needs_approval'))`

/** SQL over `t` connections: the trouble, or null. What a person has paused is none. */
export const troubleSql = `CASE WHEN t.paused_at IS NOT NULL THEN NULL
  WHEN ${needsAttentionSql} THEN 'attention'
  WHEN EXISTS (SELECT FROM schedules s, LATERAL (SELECT r.state FROM runs r
    WHERE r.connection_id = s.connection_id AND r.entity = s.entity AND r.state <> 'skipped'
    ORDER BY r.queued_at DESC LIMIT 1) r WHERE s.connection_id = t.id AND r.state = 'failed') THEN 'failed'
  WHEN EXISTS (SELECT FROM rejections j WHERE j.connection_id = t.id AND j.state = 'open') THEN 'rejections'
  WHEN NOT EXISTS (SELECT FROM schedules s WHERE s.connection_id = t.id AND s.active) THEN 'unscheduled' END`
