-- AlterTable
ALTER TABLE "checkpoints" ADD COLUMN     "complete_since" TIMESTAMPTZ(3),
ADD COLUMN     "counted_at" TIMESTAMPTZ(3),
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "late_at" TIMESTAMPTZ(3),
ADD COLUMN     "our_count" INTEGER,
ADD COLUMN     "store_count" INTEGER;
