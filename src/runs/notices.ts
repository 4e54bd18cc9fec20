import type { RunContext } from './context.ts'

/** Tells the reader of a run something that is no failure. Said twice, it stands there once. */
export async function addNotice({ db, run }: Pick<RunContext, 'db' | 'run'>, message: string): Promise<void> {
  await db.pool.query(
    `UPDATE runs SET notices = notices || jsonb_build_array(jsonb_build_object('at', now(), 'message', $2::text))
     WHERE id = $1 AND jsonb_array_length(notices) < 50
       AND NOT notices @> jsonb_build_array(jsonb_build_object('message', $2::text))`,
    [run.id, message],
  )
}
