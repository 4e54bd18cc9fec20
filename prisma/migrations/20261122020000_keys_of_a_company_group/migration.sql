-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "company_group_id" UUID;

-- CreateIndex
CREATE INDEX "api_keys_company_group_id_idx" ON "api_keys"("company_group_id");

-- CreateIndex
CREATE INDEX "connections_company_group_id_idx" ON "connections"("company_group_id");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_company_group_id_fkey" FOREIGN KEY ("company_group_id") REFERENCES "company_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
