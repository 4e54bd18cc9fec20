-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "fingerprint" TEXT,
    "modified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "year_external_id" TEXT NOT NULL,
    "year_from" DATE NOT NULL,
    "year_to" DATE NOT NULL,
    "number" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "sru_code" TEXT,
    "vat_code" TEXT,
    "opening_balance" DECIMAL(20,6),
    "closing_balance" DECIMAL(20,6),
    "currency" TEXT NOT NULL,
    "meta" JSONB NOT NULL,
    "search" tsvector,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vouchers" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "fingerprint" TEXT,
    "modified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "year_external_id" TEXT NOT NULL,
    "year_from" DATE NOT NULL,
    "year_to" DATE NOT NULL,
    "series" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "transaction_on" DATE NOT NULL,
    "description" TEXT NOT NULL,
    "reference_type" TEXT,
    "reference_number" TEXT,
    "currency" TEXT NOT NULL,
    "total" DECIMAL(20,6) NOT NULL,
    "meta" JSONB NOT NULL,
    "search" tsvector,

    CONSTRAINT "vouchers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher_rows" (
    "voucher_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "account_number" TEXT NOT NULL,
    "debit" DECIMAL(20,6) NOT NULL,
    "credit" DECIMAL(20,6) NOT NULL,
    "description" TEXT,
    "cost_centre" TEXT,
    "project" TEXT,
    "quantity" DECIMAL(20,6),

    CONSTRAINT "voucher_rows_pkey" PRIMARY KEY ("voucher_id","position")
);

-- CreateIndex
CREATE INDEX "accounts_number_id_idx" ON "accounts"("number", "id");

-- CreateIndex
CREATE INDEX "accounts_connection_id_number_id_idx" ON "accounts"("connection_id", "number", "id");

-- CreateIndex
CREATE INDEX "accounts_connection_id_year_external_id_number_id_idx" ON "accounts"("connection_id", "year_external_id", "number", "id");

-- CreateIndex
CREATE INDEX "accounts_search_idx" ON "accounts" USING GIN ("search");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_connection_id_external_id_key" ON "accounts"("connection_id", "external_id");

-- CreateIndex
CREATE INDEX "vouchers_transaction_on_id_idx" ON "vouchers"("transaction_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "vouchers_connection_id_transaction_on_id_idx" ON "vouchers"("connection_id", "transaction_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "vouchers_connection_id_year_external_id_transaction_on_id_idx" ON "vouchers"("connection_id", "year_external_id", "transaction_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "vouchers_number_idx" ON "vouchers"("number");

-- CreateIndex
CREATE INDEX "vouchers_search_idx" ON "vouchers" USING GIN ("search");

-- CreateIndex
CREATE UNIQUE INDEX "vouchers_connection_id_external_id_key" ON "vouchers"("connection_id", "external_id");

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vouchers" ADD CONSTRAINT "vouchers_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_rows" ADD CONSTRAINT "voucher_rows_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "vouchers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
