-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "connections_deleted_at_idx" ON "connections"("deleted_at");
