import { deletions } from './deletions.ts'
import { lists } from './lists.ts'
import { magento } from './magento.ts'
import type { Mutant } from './mutant.ts'
import { windows } from './windows.ts'
import { writes } from './writes.ts'

export const mutants: readonly Mutant[] = [...windows, ...lists, ...writes, ...deletions, ...magento]
