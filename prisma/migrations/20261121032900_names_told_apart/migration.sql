-- Names that differ in case alone ("Toys", "toys") are about to be refused: the later ones get a number, "toys (2)".
DO $$
DECLARE
  place text;
  later record;
  number int;
  told_apart text;
  taken boolean;
BEGIN
  FOREACH place IN ARRAY ARRAY['connections', 'warehouses', 'company_groups'] LOOP
    FOR later IN EXECUTE format(
      'SELECT id, name FROM (SELECT id, name, row_number() OVER (PARTITION BY lower(name) ORDER BY created_at, id) AS nth FROM %I) t
       WHERE nth > 1 ORDER BY lower(name), nth', place)
    LOOP
      number := 1;
      LOOP
        number := number + 1;
        told_apart := format('%s (%s)', left(later.name, 90), number);
        EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE lower(name) = lower($1))', place) INTO taken USING told_apart;
        EXIT WHEN NOT taken;
      END LOOP;
      EXECUTE format('UPDATE %I SET name = $1 WHERE id = $2', place) USING told_apart, later.id;
      INSERT INTO audit_entries (actor, action, target, detail) VALUES ('Koppla', 'name.told_apart', later.id::text,
        jsonb_build_object('from', later.name, 'to', told_apart));
    END LOOP;
  END LOOP;
END $$;
