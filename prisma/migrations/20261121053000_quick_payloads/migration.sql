-- Raw payloads are written with every record and hardly ever read: lz4 packs them several times faster than PostgreSQL's own
-- way. A database that was built without it (the embedded one) keeps its own; both are read alike.
DO $$
BEGIN
  EXECUTE 'ALTER TABLE "raw_payloads" ALTER COLUMN "body" SET COMPRESSION lz4';
EXCEPTION
  WHEN feature_not_supported OR syntax_error THEN NULL;
END $$;
