import { readSie, type SieRead } from '../../../src/sdk/index.ts'

export async function gatherSie(chunks: Parameters<typeof readSie>[0]): Promise<SieRead[]> {
  const all: SieRead[] = []
  for await (const one of readSie(chunks)) all.push(one)
  return all
}
