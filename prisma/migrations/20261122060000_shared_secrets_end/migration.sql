-- AlterTable
ALTER TABLE "shared_secrets" ADD COLUMN     "ends_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "shared_secrets_ends_at_idx" ON "shared_secrets"("ends_at");
