-- CreateTable
CREATE TABLE "authorizations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "state_hash" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "sealed" BYTEA,
    "used_at" TIMESTAMPTZ(3),
    "outcome" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "authorizations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "authorizations_state_hash_key" ON "authorizations"("state_hash");

-- CreateIndex
CREATE INDEX "authorizations_session_id_idx" ON "authorizations"("session_id");

-- CreateIndex
CREATE INDEX "authorizations_expires_at_idx" ON "authorizations"("expires_at");

-- AddForeignKey
ALTER TABLE "authorizations" ADD CONSTRAINT "authorizations_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
