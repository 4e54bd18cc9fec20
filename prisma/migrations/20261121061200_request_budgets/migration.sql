-- CreateTable
CREATE TABLE "request_budgets" (
    "connection_id" UUID NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,
    "concurrency" INTEGER,
    "paused_until" TIMESTAMPTZ(3),
    "holders" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "request_budgets_pkey" PRIMARY KEY ("connection_id")
);

-- AddForeignKey
ALTER TABLE "request_budgets" ADD CONSTRAINT "request_budgets_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;
