const ofConnection = (expression: string) => `(SELECT ${expression} FROM connections c WHERE c.id = t.connection_id)`

/** API name → SQL over `t`: from which connection a row is, and whether that is a practice store. */
export const originColumns = {
  connectionName: ofConnection('c.name'),
  practice: ofConnection('c.practice IS NOT NULL'),
}

/** SQL over `t`: the time zone of the store that a row is from. */
export const storeZone = ofConnection("coalesce(c.facts ->> 'timeZone', 'UTC')")
