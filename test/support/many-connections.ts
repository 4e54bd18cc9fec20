/**
 * SQL for 320 connections: the three last by name need attention, have failed and are without a schedule, and of those
 * between the first of ten is paused.
 */
export const manyConnections = `
  INSERT INTO connections (name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report, verified_at,
    order_start, paused_at, attention)
  SELECT 'Shop ' || lpad(n::text, 3, '0'), 'woocommerce', 'many-' || n,
    coalesce((SELECT value->>'id' FROM settings WHERE key = 'sealing_key'), 'test'), '\\x00', '{}',
    jsonb_build_object('identity', 'many-' || n, 'name', 'Shop ' || n, 'url', 'https://shop' || n || '.example', 'timeZone', 'Europe/Stockholm'),
    '[]', now(), '2026-01-01', CASE WHEN n % 10 = 1 AND n < 318 THEN now() END,
    CASE WHEN n = 318 THEN '{"kind":"auth","message":"The store refuses the key.","remedy":"Make a new key."}'::jsonb END
  FROM generate_series(1, 320) n;
  INSERT INTO schedules (connection_id, entity, cron, time_zone, active, next_run_at)
  SELECT id, 'orders', '0 * * * *', 'Europe/Stockholm', identity <> 'many-320', now() + interval '1 hour' FROM connections
  WHERE identity LIKE 'many-%';
  INSERT INTO checkpoints (connection_id, entity, watermark, our_time, late_at)
  SELECT id, 'orders', now(), now(), now() + interval '1 day' FROM connections WHERE identity LIKE 'many-%';
  INSERT INTO runs (connection_id, entity, kind, cause, state, queued_at, started_at, ended_at, problem)
  SELECT id, 'orders', 'incremental', 'schedule', CASE WHEN identity = 'many-319' THEN 'failed' ELSE 'succeeded' END, now(), now(), now(),
    CASE WHEN identity = 'many-319' THEN '{"kind":"transient","message":"No answer.","remedy":"Wait."}'::jsonb END
  FROM connections WHERE identity LIKE 'many-%';`
