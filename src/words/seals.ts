import type { Phrases } from '../sdk/index.ts'

/** What comparing a span of orders with the store says. */
export const seals: Phrases = {
  'A month is allowed as year-month, such as 2026-11.': 'En månad är tillåten som år-månad, till exempel 2026-11.',
  'Exactly one is needed: `day` (2026-11-20), `month` (2026-11), or `from` and `to` (days, both included).':
    'Exakt en behövs: `day` (2026-11-20), `month` (2026-11), eller `from` och `to` (dagar, båda inräknade).',
  '{system} was counted in a form we do not know.': '{system} räknades i en form som vi inte känner till.',
  'This is a fault of the connector. Please report it.': 'Det är ett fel i kopplingen. Rapportera det.',
  'There are more than {count} orders in that span.': 'Det finns fler än {count} order i den tiden.',
  'Ask for a shorter one.': 'Fråga efter en kortare.',
  'It is in the store, and set aside here: {why}': 'Den finns i butiken och är lagd åt sidan här: {why}',
  'It is in the store and not here.': 'Den finns i butiken och inte här.',
  'It is in the store, and marked as deleted here.': 'Den finns i butiken och är markerad som borttagen här.',
  'It is here, and the store has no such order of that time: gone, in the trash, or of another day.':
    'Den finns här, och butiken har ingen sådan order från den tiden: borta, i papperskorgen eller från en annan dag.',
  'It is “{theirs}” in the store and “{ours}” here.': 'Den är ”{theirs}” i butiken och ”{ours}” här.',
  'It is over {theirs} in the store and {ours} here.': 'Den är på {theirs} i butiken och {ours} här.',
  'It was created at {theirs} by the store, and {ours} by what is here.':
    'Den skapades {theirs} enligt butiken och {ours} enligt det som finns här.',
  'It was changed after the last import: import orders, then ask again.':
    'Den ändrades efter senaste importen: importera order och fråga sedan igen.',
  'Start a reconcile of orders, then ask again.': 'Jämför alla order med butiken och fråga sedan igen.',
  'Put the reason right in the store, and retry the rejection.':
    'Rätta till orsaken i butiken och försök igen med det avvisade.',
  '{system} cannot be asked for a seal.': '{system} kan inte frågas om ett sigill.',
  'Look at the status of the connection: it tells what its last reconcile found.':
    'Se anslutningens status: den berättar vad den senaste jämförelsen fann.',
  '{system} was not done telling its orders in time.': '{system} hann inte berätta om sina order i tid.',
  'Ask for a shorter span, or at a quiet hour: the store may be slow, or busy with an import.':
    'Fråga efter en kortare tid, eller vid en lugnare stund: butiken kan vara långsam, eller upptagen med en import.',
  'There is no such seal.': 'Det finns inget sådant sigill.',
  '{to} is before {from}.': '{to} är före {from}.',
  'At most {count} days can be compared at once.': 'Högst {count} dagar kan jämföras på en gång.',
  '{day} lies before Order Start ({start}): nothing of it is imported.':
    '{day} ligger före Order Start ({start}): inget av den importeras.',
}
