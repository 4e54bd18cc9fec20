// After `npm ci`: the database client is generated, and tap is told which plugins to use. With --omit=dev neither
// tool is there; src/generated then has to come from a full install, as in the Dockerfile.
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
run('tap', 'build')
if (!generated && !existsSync(path.join(root, 'src', 'generated'))) {
  console.log('Koppla: src/generated is missing, and without development packages it cannot be made.')
}
