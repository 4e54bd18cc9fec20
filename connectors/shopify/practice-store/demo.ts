import { ConnectorError } from '../../../src/sdk/index.ts'
import type { StartDemoStore } from '../../../src/sdk/testing/index.ts'

/** Loaded only then: what the shop answers from is installed for development alone. */
export const startDemoStore: StartDemoStore = async options => {
  assertInstalled()
  const { openDemo } = await import('./open-demo.ts')
  return await openDemo(options)
}

function assertInstalled(): void {
  try {
    for (const name of ['graphql', '@shopify/dev-mcp']) import.meta.resolve(name)
  } catch (cause) {
    throw new ConnectorError(
      'invalid',
      'The practice shop for Shopify is not installed here: it comes with what is for development.',
      {
        ...{ code: 'not_installed', cause },
        remedy: 'Practise with another system, or install everything with: npm ci',
      },
    )
  }
}
