-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "warehouses" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "warehouses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "company_groups" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "ending" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "address" TEXT,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connections" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "credential_key_id" TEXT NOT NULL,
    "credential_sealed" BYTEA NOT NULL,
    "credential_shown" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "verified_at" TIMESTAMPTZ(3) NOT NULL,
    "order_start" DATE NOT NULL,
    "warehouse_id" UUID,
    "company_group_id" UUID,
    "paused_at" TIMESTAMPTZ(3),
    "attention" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedules" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "cron" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "next_run_at" TIMESTAMPTZ(3),
    "next_reconcile_at" TIMESTAMPTZ(3),
    "unreadable_because" TEXT,
    "last_tick_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkpoints" (
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "watermark" TIMESTAMPTZ(3),
    "our_time" TIMESTAMPTZ(3),
    "clock_difference_ms" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkpoints_pkey" PRIMARY KEY ("connection_id","entity")
);

-- CreateTable
CREATE TABLE "windows" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3),
    "until" TIMESTAMPTZ(3) NOT NULL,
    "created_from" TIMESTAMPTZ(3),
    "created_before" TIMESTAMPTZ(3),
    "our_time" TIMESTAMPTZ(3) NOT NULL,
    "clock_difference_ms" INTEGER NOT NULL,
    "position" JSONB,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "windows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sweep_marks" (
    "window_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,

    CONSTRAINT "sweep_marks_pkey" PRIMARY KEY ("window_id","external_id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from_date" TIMESTAMPTZ(3),
    "to_date" TIMESTAMPTZ(3),
    "cause" TEXT NOT NULL,
    "requested_by" TEXT,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "progressed_at" TIMESTAMPTZ(3),
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "read" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "remaining" INTEGER,
    "since" TIMESTAMPTZ(3),
    "until" TIMESTAMPTZ(3),
    "problem" JSONB,
    "notices" JSONB NOT NULL DEFAULT '[]',
    "cancel_requested_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rejections" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "external_id" TEXT,
    "reason" TEXT NOT NULL,
    "raw" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "run_id" UUID,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "rejections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "position" BIGINT NOT NULL,
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "run_id" UUID,

    CONSTRAINT "events_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "event_counters" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "position" BIGINT NOT NULL DEFAULT 0,
    "oldest" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "event_counters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "raw_payloads" (
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "raw_payloads_pkey" PRIMARY KEY ("connection_id","entity","external_id")
);

-- CreateTable
CREATE TABLE "orders" (
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
    "status" TEXT NOT NULL,
    "external_status" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "customer_external_id" TEXT,
    "email" TEXT,
    "billing" JSONB,
    "shipping" JSONB,
    "payment_method" TEXT,
    "payment_method_title" TEXT,
    "transaction_id" TEXT,
    "customer_note" TEXT,
    "prices_include_tax" BOOLEAN NOT NULL,
    "total" DECIMAL(20,6) NOT NULL,
    "total_tax" DECIMAL(20,6) NOT NULL,
    "shipping_total" DECIMAL(20,6) NOT NULL,
    "discount_total" DECIMAL(20,6) NOT NULL,
    "refunded_total" DECIMAL(20,6) NOT NULL,
    "money_difference" DECIMAL(20,6) NOT NULL,
    "money_warning" TEXT,
    "coupons" JSONB NOT NULL,
    "meta" JSONB NOT NULL,
    "search" tsvector,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_lines" (
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "sku" TEXT,
    "product_external_id" TEXT,
    "variant_external_id" TEXT,
    "quantity" DECIMAL(20,6) NOT NULL,
    "subtotal" DECIMAL(20,6) NOT NULL,
    "total" DECIMAL(20,6) NOT NULL,
    "tax" DECIMAL(20,6) NOT NULL,
    "taxes" JSONB NOT NULL,
    "meta" JSONB NOT NULL,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("order_id","kind","external_id")
);

-- CreateTable
CREATE TABLE "order_taxes" (
    "order_id" UUID NOT NULL,
    "rate_external_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "percent" DECIMAL(20,6),
    "amount" DECIMAL(20,6) NOT NULL,
    "shipping_amount" DECIMAL(20,6) NOT NULL,

    CONSTRAINT "order_taxes_pkey" PRIMARY KEY ("order_id","rate_external_id")
);

-- CreateTable
CREATE TABLE "order_refunds" (
    "order_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "amount" DECIMAL(20,6) NOT NULL,
    "lines" JSONB NOT NULL,

    CONSTRAINT "order_refunds_pkey" PRIMARY KEY ("order_id","external_id")
);

-- CreateTable
CREATE TABLE "products" (
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
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT,
    "status" TEXT NOT NULL,
    "external_status" TEXT NOT NULL,
    "sku" TEXT,
    "barcode" TEXT,
    "description" TEXT,
    "short_description" TEXT,
    "url" TEXT,
    "brand" TEXT,
    "tax_class" TEXT,
    "taxable" BOOLEAN NOT NULL,
    "weight" DECIMAL(20,6),
    "dimensions" JSONB,
    "collection_external_ids" TEXT[],
    "tags" JSONB NOT NULL,
    "images" JSONB NOT NULL,
    "attributes" JSONB NOT NULL,
    "component_external_ids" JSONB NOT NULL,
    "meta" JSONB NOT NULL,
    "search" tsvector,

    CONSTRAINT "products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "variants" (
    "connection_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "sku" TEXT,
    "barcode" TEXT,
    "options" JSONB NOT NULL,
    "price_current" DECIMAL(20,6),
    "price_regular" DECIMAL(20,6),
    "price_sale" DECIMAL(20,6),
    "sale_from" TIMESTAMPTZ(3),
    "sale_to" TIMESTAMPTZ(3),
    "price_currency" TEXT,
    "price_includes_tax" BOOLEAN,
    "stock_managed" BOOLEAN NOT NULL,
    "stock_quantity" DECIMAL(20,6),
    "stock_status" TEXT NOT NULL,
    "backorders" BOOLEAN NOT NULL,
    "weight" DECIMAL(20,6),
    "image_url" TEXT,
    "active" BOOLEAN NOT NULL,
    "modified_at" TIMESTAMPTZ(3),

    CONSTRAINT "variants_pkey" PRIMARY KEY ("product_id","external_id")
);

-- CreateTable
CREATE TABLE "collections" (
    "connection_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "parent_external_id" TEXT,
    "name" TEXT NOT NULL,
    "slug" TEXT,
    "description" TEXT,
    "position" INTEGER,
    "deleted_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "collections_pkey" PRIMARY KEY ("connection_id","external_id")
);

-- CreateTable
CREATE TABLE "customers" (
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
    "email" TEXT,
    "first_name" TEXT,
    "last_name" TEXT,
    "company" TEXT,
    "phone" TEXT,
    "username" TEXT,
    "role" TEXT,
    "billing" JSONB,
    "shipping" JSONB,
    "meta" JSONB NOT NULL,
    "search" tsvector,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipments" (
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
    "parent_external_id" TEXT NOT NULL,
    "order_number" TEXT,
    "status" TEXT,
    "carrier" TEXT,
    "tracking_number" TEXT,
    "tracking_url" TEXT,
    "shipped_at" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL,
    "lines" JSONB NOT NULL,

    CONSTRAINT "shipments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_levels" (
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
    "parent_external_id" TEXT NOT NULL,
    "variant_external_id" TEXT NOT NULL,
    "location_external_id" TEXT,
    "sku" TEXT,
    "managed" BOOLEAN NOT NULL,
    "quantity" DECIMAL(20,6),
    "status" TEXT NOT NULL,
    "backorders" BOOLEAN NOT NULL,

    CONSTRAINT "stock_levels_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "warehouses_name_key" ON "warehouses"("name");

-- CreateIndex
CREATE UNIQUE INDEX "company_groups_name_key" ON "company_groups"("name");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at");

-- CreateIndex
CREATE INDEX "audit_entries_target_id_idx" ON "audit_entries"("target", "id");

-- CreateIndex
CREATE UNIQUE INDEX "connections_name_key" ON "connections"("name");

-- CreateIndex
CREATE UNIQUE INDEX "connections_system_identity_key" ON "connections"("system", "identity");

-- CreateIndex
CREATE INDEX "schedules_next_run_at_idx" ON "schedules"("next_run_at");

-- CreateIndex
CREATE INDEX "schedules_next_reconcile_at_idx" ON "schedules"("next_reconcile_at");

-- CreateIndex
CREATE UNIQUE INDEX "schedules_connection_id_entity_key" ON "schedules"("connection_id", "entity");

-- CreateIndex
CREATE UNIQUE INDEX "windows_connection_id_entity_purpose_key" ON "windows"("connection_id", "entity", "purpose");

-- CreateIndex
CREATE INDEX "runs_connection_id_entity_queued_at_idx" ON "runs"("connection_id", "entity", "queued_at" DESC);

-- CreateIndex
CREATE INDEX "runs_queued_at_idx" ON "runs"("queued_at" DESC);

-- CreateIndex
CREATE INDEX "runs_state_idx" ON "runs"("state");

-- CreateIndex
CREATE INDEX "rejections_state_last_seen_at_idx" ON "rejections"("state", "last_seen_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "rejections_connection_id_entity_key_key" ON "rejections"("connection_id", "entity", "key");

-- CreateIndex
CREATE INDEX "events_connection_id_position_idx" ON "events"("connection_id", "position");

-- CreateIndex
CREATE INDEX "orders_created_at_id_idx" ON "orders"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_connection_id_created_at_id_idx" ON "orders"("connection_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_status_created_at_id_idx" ON "orders"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_connection_id_customer_external_id_idx" ON "orders"("connection_id", "customer_external_id");

-- CreateIndex
CREATE INDEX "orders_email_idx" ON "orders"("email");

-- CreateIndex
CREATE INDEX "orders_search_idx" ON "orders" USING GIN ("search");

-- CreateIndex
CREATE UNIQUE INDEX "orders_connection_id_external_id_key" ON "orders"("connection_id", "external_id");

-- CreateIndex
CREATE INDEX "order_lines_sku_idx" ON "order_lines"("sku");

-- CreateIndex
CREATE INDEX "products_name_id_idx" ON "products"("name", "id");

-- CreateIndex
CREATE INDEX "products_connection_id_name_id_idx" ON "products"("connection_id", "name", "id");

-- CreateIndex
CREATE INDEX "products_sku_idx" ON "products"("sku");

-- CreateIndex
CREATE INDEX "products_collection_external_ids_idx" ON "products" USING GIN ("collection_external_ids");

-- CreateIndex
CREATE INDEX "products_search_idx" ON "products" USING GIN ("search");

-- CreateIndex
CREATE UNIQUE INDEX "products_connection_id_external_id_key" ON "products"("connection_id", "external_id");

-- CreateIndex
CREATE INDEX "variants_connection_id_sku_idx" ON "variants"("connection_id", "sku");

-- CreateIndex
CREATE INDEX "variants_connection_id_external_id_idx" ON "variants"("connection_id", "external_id");

-- CreateIndex
CREATE INDEX "customers_email_idx" ON "customers"("email");

-- CreateIndex
CREATE INDEX "customers_created_at_id_idx" ON "customers"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "customers_search_idx" ON "customers" USING GIN ("search");

-- CreateIndex
CREATE UNIQUE INDEX "customers_connection_id_external_id_key" ON "customers"("connection_id", "external_id");

-- CreateIndex
CREATE INDEX "shipments_connection_id_parent_external_id_idx" ON "shipments"("connection_id", "parent_external_id");

-- CreateIndex
CREATE INDEX "shipments_tracking_number_idx" ON "shipments"("tracking_number");

-- CreateIndex
CREATE UNIQUE INDEX "shipments_connection_id_external_id_key" ON "shipments"("connection_id", "external_id");

-- CreateIndex
CREATE INDEX "stock_levels_connection_id_parent_external_id_idx" ON "stock_levels"("connection_id", "parent_external_id");

-- CreateIndex
CREATE INDEX "stock_levels_connection_id_sku_idx" ON "stock_levels"("connection_id", "sku");

-- CreateIndex
CREATE UNIQUE INDEX "stock_levels_connection_id_external_id_key" ON "stock_levels"("connection_id", "external_id");

-- AddForeignKey
ALTER TABLE "connections" ADD CONSTRAINT "connections_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connections" ADD CONSTRAINT "connections_company_group_id_fkey" FOREIGN KEY ("company_group_id") REFERENCES "company_groups"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "windows" ADD CONSTRAINT "windows_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sweep_marks" ADD CONSTRAINT "sweep_marks_window_id_fkey" FOREIGN KEY ("window_id") REFERENCES "windows"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rejections" ADD CONSTRAINT "rejections_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "raw_payloads" ADD CONSTRAINT "raw_payloads_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_taxes" ADD CONSTRAINT "order_taxes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_refunds" ADD CONSTRAINT "order_refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variants" ADD CONSTRAINT "variants_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variants" ADD CONSTRAINT "variants_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collections" ADD CONSTRAINT "collections_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_levels" ADD CONSTRAINT "stock_levels_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;
