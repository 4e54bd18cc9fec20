-- AlterTable
ALTER TABLE "checkpoints" ALTER COLUMN "clock_difference_ms" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "windows" ADD COLUMN     "run_id" UUID NOT NULL,
ADD COLUMN     "swept_at" TIMESTAMPTZ(3),
ALTER COLUMN "clock_difference_ms" SET DATA TYPE BIGINT;
