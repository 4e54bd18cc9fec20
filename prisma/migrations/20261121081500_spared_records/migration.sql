-- CreateTable
CREATE TABLE "spared_records" (
    "connection_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,

    CONSTRAINT "spared_records_pkey" PRIMARY KEY ("connection_id","entity","external_id")
);

-- AddForeignKey
ALTER TABLE "spared_records" ADD CONSTRAINT "spared_records_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;
