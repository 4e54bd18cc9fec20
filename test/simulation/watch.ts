// The witness in the database: triggers that write down which record each transaction changed, which event it told, and what a
// run says of itself that cannot be so. Lost: without a fingerprint, as what is gone for good is.
import { tables } from './fold.ts'

export const watch = `
CREATE TABLE IF NOT EXISTS simulated_changes (n bigserial, xid xid8, entity text, external_id text, change text, lost boolean);
CREATE TABLE IF NOT EXISTS simulated_events (n bigserial, xid xid8, entity text, external_id text, change text, run_id uuid);
CREATE TABLE IF NOT EXISTS simulated_takers (run_id uuid, who text);
CREATE TABLE IF NOT EXISTS simulated_lies (words text);
TRUNCATE simulated_changes, simulated_events, simulated_takers, simulated_lies;
CREATE OR REPLACE FUNCTION witness_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'UPDATE' AND OLD.hash = NEW.hash AND (OLD.deleted_at IS NULL) = (NEW.deleted_at IS NULL) THEN RETURN NULL; END IF;
  INSERT INTO simulated_changes (xid, entity, external_id, change, lost) VALUES (pg_current_xact_id(), TG_ARGV[0], NEW.external_id,
    CASE WHEN TG_OP = 'INSERT' THEN CASE WHEN NEW.deleted_at IS NULL THEN 'created' ELSE 'deleted' END
         WHEN NEW.deleted_at IS NULL THEN CASE WHEN OLD.deleted_at IS NULL THEN 'updated' ELSE 'restored' END
         ELSE CASE WHEN OLD.deleted_at IS NULL THEN 'deleted' ELSE 'updated' END END, NEW.fingerprint IS NULL);
  RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION witness_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO simulated_events (xid, entity, external_id, change, run_id)
    VALUES (pg_current_xact_id(), NEW.entity, NEW.external_id, NEW.change, NEW.run_id);
  RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION witness_success() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO simulated_lies (words) SELECT format('the %s run of %s succeeded with its window open', NEW.kind, NEW.entity)
    FROM windows WHERE run_id = NEW.id AND purpose = NEW.kind;
  RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION witness_rejection() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO simulated_lies (words) SELECT format('a run of %s set records aside, and they are not there', NEW.entity)
    WHERE NOT EXISTS (SELECT 1 FROM rejections WHERE run_id = NEW.id AND last_seen_at = now()::timestamptz(3));
  RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION witness_taking() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM simulated_takers WHERE run_id = NEW.id;
  INSERT INTO simulated_takers VALUES (NEW.id, current_setting('simulated.who', true));
  RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION witness_progress() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO simulated_lies (words) SELECT format('%s wrote a page of %s after %s had taken the run over',
      current_setting('simulated.who', true), NEW.entity, who)
    FROM simulated_takers WHERE run_id = NEW.id AND who <> current_setting('simulated.who', true);
  RETURN NULL; END $$;
${(['orders', 'products'] as const).map(watchBrake).join('\n')}
CREATE OR REPLACE TRIGGER witness AFTER UPDATE ON runs FOR EACH ROW WHEN (NEW.state = 'succeeded') EXECUTE FUNCTION witness_success();
CREATE OR REPLACE TRIGGER witness_taking AFTER UPDATE ON runs FOR EACH ROW WHEN (NEW.attempt > OLD.attempt)
  EXECUTE FUNCTION witness_taking();
CREATE OR REPLACE TRIGGER witness_progress AFTER UPDATE ON runs FOR EACH ROW
  WHEN (NEW.attempt = OLD.attempt AND NEW.progressed_at <> OLD.progressed_at) EXECUTE FUNCTION witness_progress();
CREATE OR REPLACE TRIGGER witness_rejection AFTER UPDATE ON runs FOR EACH ROW WHEN (NEW.rejected > OLD.rejected)
  EXECUTE FUNCTION witness_rejection();
CREATE OR REPLACE TRIGGER witness AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION witness_event();
${Object.entries(tables)
  .map(
    ([entity, table]) =>
      `CREATE OR REPLACE TRIGGER witness AFTER INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION witness_change('${entity}');`,
  )
  .join('\n')}`

/** Many records are gone for good, and nobody was asked. What was found in the trash has a fingerprint and does not count. */
function watchBrake(entity: 'orders' | 'products'): string {
  return `CREATE OR REPLACE FUNCTION witness_brake_${entity}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO simulated_lies (words) SELECT format('%s of %s ${entity} were marked deleted, and nobody was asked', gone, gone + living)
    FROM (SELECT count(*) AS gone FROM simulated_events e JOIN simulated_changes c USING (xid, entity, external_id, change)
      WHERE e.run_id = NEW.id AND change = 'deleted' AND c.lost) g,
    (SELECT count(*) AS living FROM ${tables[entity]} WHERE connection_id = NEW.connection_id AND deleted_at IS NULL) l
    WHERE gone >= 20 AND gone > (gone + living) * 0.1;
  RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER witness_brake_${entity} AFTER UPDATE ON runs FOR EACH ROW
  WHEN (NEW.state = 'succeeded' AND NEW.approved_at IS NULL AND NEW.entity = '${entity}') EXECUTE FUNCTION witness_brake_${entity}();`
}
