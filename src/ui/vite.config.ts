import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Once here, so that the server need not for every browser. */
const compress: Plugin = {
  name: 'compress',
  apply: 'build',
  writeBundle({ dir = '' }, files) {
    for (const name of Object.keys(files).filter(name => /^assets\/.*\.(js|css|svg)$/.test(name))) {
      const file = path.join(dir, name)
      const content = readFileSync(file)
      writeFileSync(`${file}.br`, brotliCompressSync(content))
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
    }
  },
}

/** `npm run ui:dev` serves the interface by itself and asks the product on port 3000. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compress],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Of all that is bundled, as their licences ask; the account menu leads to it.
    license: { fileName: 'licences.txt' },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
