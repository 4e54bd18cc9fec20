// `npm run sbom`: what a version is made of, as a bill of materials (CycloneDX).
import { execSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

interface Bill {
  readonly metadata: { readonly component: { readonly 'bom-ref': string } }
  readonly components: readonly { readonly 'bom-ref': string; readonly scope: string }[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

const root = path.join(import.meta.dirname, '..', '..')
const notices = path.join(import.meta.dirname, 'dist', 'licences.txt')

/** By the lock file, so that it is the same on every machine. */
function askNpm(option: string): Bill {
  const command = `npm sbom --package-lock-only --sbom-format cyclonedx ${option}`
  return JSON.parse(execSync(command, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }))
}

/** What the build put into the files that browsers are given. */
const readBundled = (): string[] =>
  [...readFileSync(notices, 'utf8').matchAll(/^## (\S+) - (\S+)/gm)].map(([, name, version]) => `${name}@${version}`)

/**
 * What is installed to run, and what is bundled. npm itself would leave out the latter, for it is there for development
 * alone, and with `--omit dev` also what runs and is needed for development too.
 */
function listPackages(): Bill {
  const all = askNpm('--include dev')
  const bundled = new Set(readBundled())
  const installed = [...all.components.filter(one => one.scope === 'required'), ...askNpm('--omit dev').components]
  const refs = new Set([...[all.metadata.component, ...installed].map(one => one['bom-ref']), ...bundled])
  const components = all.components
    .filter(one => refs.has(one['bom-ref']))
    .map(one => (bundled.has(one['bom-ref']) ? { ...one, scope: 'required', properties: [] } : one))
  const dependencies = all.dependencies
    .filter(one => refs.has(one.ref))
    .map(one => ({ ...one, dependsOn: one.dependsOn.filter(ref => refs.has(ref)) }))
  return { ...all, components, dependencies }
}

if (!existsSync(notices)) throw new Error('The interface must be built first: npm run ui:build')
console.log(JSON.stringify(listPackages(), null, 2))
