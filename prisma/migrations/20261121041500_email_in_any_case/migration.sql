-- Anna@Example.com and anna@example.com are one mailbox to whoever looks for an order.
DROP INDEX "orders_email_idx";
DROP INDEX "customers_email_idx";
CREATE INDEX "orders_email_any_case_idx" ON "orders"(lower("email"));
CREATE INDEX "customers_email_any_case_idx" ON "customers"(lower("email"));
