-- CreateTable
CREATE TABLE "alerts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "open_key" TEXT,
    "message" TEXT NOT NULL,
    "remedy" TEXT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "told_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended" TEXT,
    "end_told_at" TIMESTAMPTZ(3),

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "alerts_open_key_key" ON "alerts"("open_key");

-- CreateIndex
CREATE INDEX "alerts_connection_id_idx" ON "alerts"("connection_id");

-- CreateIndex
CREATE INDEX "alerts_began_at_idx" ON "alerts"("began_at" DESC);

-- CreateIndex
CREATE INDEX "alerts_ended_at_idx" ON "alerts"("ended_at");

-- CreateIndex
CREATE INDEX "runs_ended_at_idx" ON "runs"("ended_at");

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;
