-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "credential_version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "shared_secrets" (
    "connection_id" UUID NOT NULL,
    "credential_version" INTEGER NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,
    "key_id" TEXT,
    "sealed" BYTEA,
    "holder" UUID,
    "held_until" TIMESTAMPTZ(3),

    CONSTRAINT "shared_secrets_pkey" PRIMARY KEY ("connection_id","credential_version")
);

-- AddForeignKey
ALTER TABLE "shared_secrets" ADD CONSTRAINT "shared_secrets_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;
