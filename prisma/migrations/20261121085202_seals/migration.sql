-- CreateTable
CREATE TABLE "seals" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "span" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "before_at" TIMESTAMPTZ(3) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "compared_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL,
    "complete_until" TIMESTAMPTZ(3),
    "equal" BOOLEAN NOT NULL,
    "store_count" INTEGER NOT NULL,
    "our_count" INTEGER NOT NULL,
    "hidden" INTEGER NOT NULL,
    "totals" JSONB NOT NULL,
    "statuses" JSONB NOT NULL,
    "difference_count" INTEGER NOT NULL,
    "differences" JSONB NOT NULL,

    CONSTRAINT "seals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "seals_connection_id_asked_at_id_idx" ON "seals"("connection_id", "asked_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "seals" ADD CONSTRAINT "seals_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;
