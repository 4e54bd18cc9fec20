-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "created_by" UUID;

-- CreateIndex
CREATE INDEX "api_keys_created_by_idx" ON "api_keys"("created_by");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Who made the keys that are here, as the audit log has it.
UPDATE "api_keys" SET "created_by" = "users"."id"
FROM "audit_entries", "users"
WHERE "audit_entries"."action" = 'key.created' AND "audit_entries"."target" = "api_keys"."id"::text
  AND "users"."email" = "audit_entries"."actor";
