-- AlterTable
ALTER TABLE "orders" ALTER COLUMN "prices_include_tax" DROP NOT NULL;

-- AlterTable
ALTER TABLE "variants" ALTER COLUMN "stock_status" DROP NOT NULL;
