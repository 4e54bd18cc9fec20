-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "practice" JSONB;
