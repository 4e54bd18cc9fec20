import { number, text } from './conditions.ts'
import { answerList, type Collection } from './listing.ts'
import { fail, ok, type Reply } from './request.ts'
import type { Route, Visit } from './routes.ts'
import { SIZE } from './show-product.ts'

const RESOURCE = 'Magento_Catalog::attributes_attributes'

interface Attribute {
  readonly id: number
  readonly code: string
  readonly label: string
  readonly input: 'select' | 'text'
  readonly options: readonly { readonly label: string; readonly value: string }[]
}

const attributes: readonly Attribute[] = [
  { id: 73, code: 'name', label: 'Product Name', input: 'text', options: [] },
  {
    ...{ id: SIZE.id, code: SIZE.code, label: SIZE.label, input: 'select' },
    options: [
      { label: ' ', value: '' },
      { label: 'S', value: '4' },
      { label: 'M', value: '5' },
      { label: 'L', value: '6' },
    ],
  },
]

const listed: Collection<Attribute> = {
  ...{ name: 'attributes', rows: () => attributes, idOf: one => one.id },
  columns: {
    attribute_id: number(one => one.id),
    attribute_code: text(one => one.code),
    frontend_input: text(one => one.input),
  },
  show: showAttribute,
}

function showAttribute({ id, code, label, input, options }: Attribute) {
  return {
    ...{ is_wysiwyg_enabled: false, is_html_allowed_on_front: false, used_for_sort_by: false, is_filterable: false },
    ...{ is_filterable_in_search: false, is_used_in_grid: false, is_visible_in_grid: false },
    ...{ is_filterable_in_grid: false, position: 0, apply_to: [], is_searchable: '0' },
    ...{ is_visible_in_advanced_search: '0', is_comparable: '0', is_used_for_promo_rules: '0' },
    ...{ is_visible_on_front: '0', used_in_product_listing: '0', is_visible: true, scope: 'global' },
    ...{ attribute_id: id, attribute_code: code, frontend_input: input, entity_type_id: '4' },
    ...{ is_required: false, options, is_user_defined: id > 100, default_frontend_label: label },
    ...{ frontend_labels: [], backend_type: 'int', default_value: '', is_unique: '0', validation_rules: [] },
    source_model: 'Magento\\Eav\\Model\\Entity\\Attribute\\Source\\Table',
  }
}

/** By its code, or by its number. */
const one = (path: string, show: (attribute: Attribute) => unknown): Route => ({
  ...{ path, method: 'GET', resource: RESOURCE },
  answer: ({ caught }: Visit): Reply => {
    const found = attributes.find(({ id, code }) => code === caught[0] || String(id) === caught[0])
    if (found) return ok(show(found))
    const message = 'The attribute with a "%1" attributeCode doesn\'t exist. Verify the attribute and try again.'
    return fail(404, message, [caught[0]])
  },
})

export const attributeRoutes: readonly Route[] = [
  {
    ...{ path: '/V1/products/attributes', method: 'GET', resource: RESOURCE },
    answer: visit => answerList(visit, listed),
  },
  one('/V1/products/attributes/:attributeCode', showAttribute),
  one('/V1/products/attributes/:attributeCode/options', ({ options }) => options),
]
