// Names and places that a careless program would spoil.
export const firstNames = ['Ingrid', 'Märta', 'Björn', 'Zoë', "D'Arcy", 'Örjan', 'Κώστας', '明', 'Åsa', 'Łukasz']
export const lastNames = ['Öberg', '李', 'Øster', 'Hägglund', 'Müller', 'Åkesson', 'Nuñez', 'Ó Briain']
/** With a postcode and a country each. */
export const cities = [
  ['Malmö', '21122', 'SE'],
  ['Göteborg', '411 03', 'SE'],
  ['Östersund', '83131', 'SE'],
  ['Köln', '50667', 'DE'],
  ['Åbo', '20100', 'FI'],
] as const
