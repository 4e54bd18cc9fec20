-- CreateTable
CREATE TABLE "invoices" (
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
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "external_status" TEXT NOT NULL,
    "issued_on" DATE,
    "due_on" DATE,
    "paid_on" DATE,
    "currency" TEXT NOT NULL,
    "currency_rate" DECIMAL(20,6),
    "total" DECIMAL(20,6) NOT NULL,
    "total_tax" DECIMAL(20,6) NOT NULL,
    "balance" DECIMAL(20,6),
    "booked" BOOLEAN,
    "voucher_external_id" TEXT,
    "order_external_id" TEXT,
    "order_number" TEXT,
    "credited_external_id" TEXT,
    "customer_external_id" TEXT,
    "email" TEXT,
    "billing" JSONB,
    "payment_reference" TEXT,
    "money_difference" DECIMAL(20,6) NOT NULL,
    "money_warning" TEXT,
    "meta" JSONB NOT NULL,
    "search" tsvector,

    CONSTRAINT "invoices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_lines" (
    "invoice_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sku" TEXT,
    "product_external_id" TEXT,
    "order_line_external_id" TEXT,
    "quantity" DECIMAL(20,6) NOT NULL,
    "subtotal" DECIMAL(20,6) NOT NULL,
    "total" DECIMAL(20,6) NOT NULL,
    "tax" DECIMAL(20,6) NOT NULL,
    "tax_percent" DECIMAL(20,6),
    "account_number" TEXT,
    "meta" JSONB NOT NULL,

    CONSTRAINT "invoice_lines_pkey" PRIMARY KEY ("invoice_id","external_id")
);

-- CreateIndex
CREATE INDEX "invoices_issued_on_id_idx" ON "invoices"("issued_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "invoices_connection_id_issued_on_id_idx" ON "invoices"("connection_id", "issued_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "invoices_connection_id_order_external_id_idx" ON "invoices"("connection_id", "order_external_id");

-- CreateIndex
CREATE INDEX "invoices_connection_id_customer_external_id_idx" ON "invoices"("connection_id", "customer_external_id");

-- CreateIndex
CREATE INDEX "invoices_search_idx" ON "invoices" USING GIN ("search");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_connection_id_external_id_key" ON "invoices"("connection_id", "external_id");

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE CASCADE ON UPDATE CASCADE;
