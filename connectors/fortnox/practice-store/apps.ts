import { hex } from '../../../src/sdk/testing/index.ts'

/** An integration, as its maker registered it. */
export interface App {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  /** Enabled for service accounts in the Developer Portal. */
  readonly allowsService: boolean
  /** Whether it is published; of one that is not, no company can hold a licence. */
  readonly published: boolean
}

/** One of each kind that people come with; the same seed gives the same keys. */
export function makeApps(seed: number) {
  let count = 0
  const make = (changes: Partial<App> = {}): App => {
    const id = ++count
    return {
      clientId: hex(12, 'client', seed, id),
      clientSecret: hex(20, 'secret', seed, id),
      redirectUri: 'https://koppla.example/connected',
      ...{ allowsService: true, published: true },
      ...changes,
    }
  }
  return {
    /** The company's administrator has consented to all of it. */
    full: make(),
    /** Consented to articles and customers only. */
    narrow: make(),
    /** Nobody has consented yet. */
    fresh: make(),
    /** It may act for a person only. */
    personal: make({ allowsService: false }),
    unpublished: make({ published: false }),
  } as const satisfies Record<string, App>
}

export type Apps = ReturnType<typeof makeApps>
