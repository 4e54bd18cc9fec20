import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `npm run ui:dev` serves the interface by itself and asks the product on port 3000. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
