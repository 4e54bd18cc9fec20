import { ConnectorError } from '../../src/sdk/index.ts'

export const unsorted = (): ConnectorError =>
  new ConnectorError(
    'contract',
    'The store does not sort its lists by id, so nobody can tell whether rows are missing.',
    {
      code: 'unsorted',
      remedy: 'A plugin that changes the REST API’s lists is the likely cause: switch off the newest ones in turn.',
    },
  )

export const noTotal = (): ConnectorError =>
  new ConnectorError(
    'contract',
    'The store’s answer does not say how many rows there are (X-WP-Total is missing, or no number).',
    {
      code: 'no_total',
      remedy: 'Let the web server, proxy or CDN in front of the store pass on the X-WP-Total header.',
    },
  )

export const restless = (): ConnectorError =>
  new ConnectorError('transient', 'The list changes faster than it can be read.', {
    remedy: 'Nothing to do: the run starts again where it stopped.',
  })

/** Lists are filtered after the limit, so a few rows that are counted and not shown are normal, even where they are all. */
export const manyHidden = 10

export const nothingShown = (count: number): ConnectorError =>
  new ConnectorError('contract', `The store counts ${count} rows in a list and shows none of them.`, {
    code: 'nothing_shown',
    remedy:
      'A plugin that filters the REST API’s lists, or a cache before the store, is the likely cause: let /wp-json/ through uncached and switch off the newest plugins in turn. What the store shows then is read; nothing is passed over until then.',
  })
