// After `npm ci`: the database client is generated, the web interface built, and tap told which plugins to use. With
// --omit=dev none of these tools is there; src/generated and src/ui/dist then have to come from a full install, as in
// the Dockerfile.
const { spawnSync } = require('node:child_process')
const { existsSync } = require('node:fs')
const path = require('node:path')

const root = path.join(__dirname, '..')

function run(tool, ...args) {
  if (!existsSync(path.join(root, 'node_modules', tool))) return false
  const result = spawnSync([tool, ...args].join(' '), { cwd: root, shell: true, encoding: 'utf8' })
  if (result.status !== 0) {
    console.error(result.stdout, result.stderr)
    process.exit(1)
  }
  return true
}

const generated = run('prisma', 'generate', '--config', 'prisma/prisma.config.ts')
if (existsSync(path.join(root, 'src', 'ui', 'index.html'))) run('vite', 'build', 'src/ui', '--logLevel', 'warn')
run('tap', 'build')
if (!generated && !existsSync(path.join(root, 'src', 'generated'))) {
  console.log('Koppla: src/generated is missing, and without development packages it cannot be made.')
}
