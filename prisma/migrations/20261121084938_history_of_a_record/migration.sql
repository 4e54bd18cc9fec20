-- CreateIndex
CREATE INDEX "events_connection_id_entity_external_id_position_idx" ON "events"("connection_id", "entity", "external_id", "position");
