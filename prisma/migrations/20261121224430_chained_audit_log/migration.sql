-- AlterTable
ALTER TABLE "audit_entries" ADD COLUMN     "hash" BYTEA;

-- CreateTable
CREATE TABLE "audit_heads" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "hash" BYTEA NOT NULL DEFAULT '\x',
    "base" BYTEA NOT NULL DEFAULT '\x',

    CONSTRAINT "audit_heads_pkey" PRIMARY KEY ("id")
);

-- The chain begins with the next entry.
INSERT INTO "audit_heads" DEFAULT VALUES;
