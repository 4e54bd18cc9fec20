-- What few rows fit is found without going through all of them.
-- CreateIndex
CREATE INDEX "orders_number_idx" ON "orders"("number");

-- CreateIndex
CREATE INDEX "invoices_number_idx" ON "invoices"("number");

CREATE INDEX "orders_money_warning_idx" ON "orders"("created_at" DESC, "id" DESC) WHERE "money_warning" IS NOT NULL;
CREATE INDEX "invoices_money_warning_idx" ON "invoices"("issued_on" DESC, "id" DESC) WHERE "money_warning" IS NOT NULL;
CREATE INDEX "orders_deleted_idx" ON "orders"("created_at" DESC, "id" DESC) WHERE "deleted_at" IS NOT NULL;
