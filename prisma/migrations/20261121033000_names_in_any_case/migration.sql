-- “Toys” and “toys” are one name to a person. Prisma's schema knows no index over an expression: these stand beside its own.
CREATE UNIQUE INDEX "connections_name_any_case_key" ON "connections"(lower("name"));
CREATE UNIQUE INDEX "warehouses_name_any_case_key" ON "warehouses"(lower("name"));
CREATE UNIQUE INDEX "company_groups_name_any_case_key" ON "company_groups"(lower("name"));
