-- CreateIndex
CREATE INDEX "events_run_id_change_idx" ON "events"("run_id", "change");
