import { defineConfig } from 'prisma/config'

// generate, validate and format never start the schema engine, but the CLI downloads it first.
// Pointing at a file that exists makes these three commands work without internet.
if (process.argv.some(a => a === 'generate' || a === 'validate' || a === 'format')) {
  process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath
}

export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
})
