import { date, number, text } from './conditions.ts'
import { showDate } from './dates.ts'
import { answerList, type Collection } from './listing.ts'
import { fail, ok } from './request.ts'
import type { Route } from './routes.ts'
import type { Category, State } from './state.ts'

const RESOURCE = 'Magento_Catalog::categories'

const categories = (state: State): Collection<Category> => ({
  ...{ name: 'categories', eav: true, rows: ({ categories }) => categories, idOf: one => one.id },
  columns: {
    entity_id: number(one => one.id),
    parent_id: number(one => one.parentId),
    level: number(one => one.level),
    name: text(one => one.name),
    created_at: date(() => state.openedAt),
    updated_at: date(() => state.openedAt),
  },
  show: showCategory,
})

const showCategory = ({ id, parentId, name, level }: Category, state: State) => ({
  ...{ id, parent_id: parentId, name, is_active: id === 1 ? undefined : true, position: id, level },
  children: childrenOf(state, id)
    .map(one => one.id)
    .join(','),
  ...{ created_at: showDate(state.openedAt), updated_at: showDate(state.openedAt), path: pathOf(state, id) },
  ...{ available_sort_by: [], include_in_menu: true, custom_attributes: [] },
})

const childrenOf = ({ categories }: State, id: number) => categories.filter(one => one.parentId === id)

function pathOf({ categories }: State, id: number): string {
  const above = categories.find(one => one.id === id)?.parentId ?? 0
  return above === 0 ? String(id) : `${pathOf({ categories } as State, above)}/${id}`
}

const showTree = (state: State, { id, parentId, name, level }: Category): object => ({
  ...{ id, parent_id: parentId, name, is_active: id === 1 ? null : true, position: id === 1 ? 0 : id, level },
  product_count: state.products.filter(one => one.categoryIds.includes(id)).length,
  children_data: childrenOf(state, id).map(one => showTree(state, one)),
})

export const categoryRoutes: readonly Route[] = [
  {
    ...{ path: '/V1/categories', method: 'GET', resource: RESOURCE },
    answer: ({ state }) => ok(showTree(state, state.categories[0]!)),
  },
  {
    ...{ path: '/V1/categories/list', method: 'GET', resource: RESOURCE },
    answer: visit => answerList(visit, categories(visit.state)),
  },
  {
    ...{ path: '/V1/categories/:id', method: 'GET', resource: RESOURCE },
    answer: ({ state, caught }) => {
      const found = state.categories.find(one => one.id === Number(caught[0]))
      if (found) return ok(showCategory(found, state))
      return fail(404, 'No such entity with %fieldName = %fieldValue', {
        fieldName: 'id',
        fieldValue: Number(caught[0]),
      })
    },
  },
]
