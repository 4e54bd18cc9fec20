/**
 * SQL for what a variant costs at this moment. A sale begins and ends without a word from the store, so where it has days
 * they decide; one that is dearer than the regular price is none. A price that is neither of the two (of a plugin's making)
 * stands as the store told it.
 */
export const priceNow = (v: string): string =>
  `(CASE WHEN ${v}.price_sale IS NULL OR coalesce(${v}.sale_from, ${v}.sale_to) IS NULL
      OR ${v}.price_current NOT IN (${v}.price_regular, ${v}.price_sale) THEN ${v}.price_current
    WHEN now() >= coalesce(${v}.sale_from, '-infinity') AND now() < coalesce(${v}.sale_to, 'infinity')
      THEN least(${v}.price_regular, ${v}.price_sale)
    ELSE ${v}.price_regular END)`
