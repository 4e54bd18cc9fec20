-- AlterTable
ALTER TABLE "audit_entries" ADD COLUMN     "actor_id" TEXT,
ADD COLUMN     "via" TEXT;
