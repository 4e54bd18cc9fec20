import type { Phrases } from '../sdk/index.ts'

/** What runs say: why one failed or waits, what it noticed, and why a record was set aside. */
export const runs: Phrases = {
  'The process is stopping; the run goes on in another one or after the restart.':
    'Processen stannar; körningen går vidare i en annan eller efter omstarten.',
  'It ended without saying why.': 'Den slutade utan att säga varför.',
  'The process that ran it ended or hung.': 'Processen som körde den slutade eller hängde sig.',
  'There is no such run.': 'Det finns ingen sådan körning.',
  'The run is {state}; there is nothing to approve.': 'Körningen är {state}; det finns inget att godkänna.',
  'Another run of {entity} is going on.': 'En annan körning av {entity} pågår.',
  'Approve it when that has ended.': 'Godkänn när den är klar.',
  '{missing} of {all} {entity} are gone from the store. Nothing was marked deleted.':
    '{missing} av {all} {entity} är borta från butiken. Inget har markerats som borttaget.',
  'The run has ended ({state}); there is nothing to cancel.':
    'Körningen är slut ({state}); det finns inget att avbryta.',
  'Another run has taken over the import of {entity}.': 'En annan körning har tagit över importen av {entity}.',
  '{count} of {all} categories could not be read and {were} left out.':
    '{count} av {all} kategorier kunde inte läsas och utelämnades.',
  'Categories may not be read and stay as they were. {why}': 'Kategorier får inte läsas och förblir som de var. {why}',
  '{system} does not import {entity}.': '{system} importerar inte {entity}.',
  'Switch its schedule off: this version of Koppla cannot read it.':
    'Stäng av dess schema: denna version av Koppla kan inte läsa det.',
  'The store did not tell its time, so our own clock was used. A cache before the store may be why.':
    'Butiken sa inte vad klockan är där, så vår egen klocka användes. En cache framför butiken kan vara orsaken.',
  'Koppla is being stopped.': 'Koppla håller på att stoppas.',
  'The run has ended.': 'Körningen är slut.',
  '{system} counts {count} {entity} here that it does not show, so they were not read. If they are to come: what filters its lists (a plugin, as a rule, or a cache before the store) must let them through. Then start a reconcile.':
    '{system} räknar {count} {entity} här som den inte visar, så de lästes inte. Ska de komma med måste det som filtrerar listorna (oftast ett tillägg, eller en cache framför butiken) släppa igenom dem. Starta sedan en jämförelse med butiken.',
  'Nothing has been imported for {minutes} minutes.': 'Inget har importerats på {minutes} minuter.',
  'The store may be answering slowly. Wait, or cancel the run: the next one goes on from the same place.':
    'Butiken kanske svarar långsamt. Vänta, eller avbryt körningen: nästa går vidare från samma ställe.',
  'Look at the run that took over.': 'Se körningen som tog över.',
  'Koppla was stopped while this run was reading.': 'Koppla stoppades medan körningen läste.',
  'Nothing to do: it goes on where it stopped as soon as Koppla runs again.':
    'Inget att göra: den går vidare där den slutade så snart Koppla är igång igen.',
  'The connection was verified anew, or got another credential, while this run was reading with the former.':
    'Anslutningen verifierades på nytt, eller fick en annan nyckel, medan körningen läste med den förra.',
  'Nothing to do: it goes on at once where it stopped.': 'Inget att göra: den går genast vidare där den slutade.',
  'The database could not be reached, or its disk is full.': 'Databasen gick inte att nå, eller så är dess disk full.',
  'Look at the database and its disk. The run goes on where it stopped.':
    'Se över databasen och dess disk. Körningen går vidare där den slutade.',
  'Something else was writing the same records.': 'Något annat skrev samma poster.',
  'Nothing to do: the run goes on where it stopped.': 'Inget att göra: körningen går vidare där den slutade.',
  'Koppla itself failed: {why}': 'Koppla självt gjorde fel: {why}',
  'What was read before is stored. Please report this with the log of this moment; the next run tries again.':
    'Det som lästes dessförinnan är lagrat. Rapportera detta med loggen från denna stund; nästa körning försöker igen.',
  'The connection has been paused since {when}. Resume it to import again.':
    'Anslutningen är pausad sedan {when}. Återuppta den för att importera igen.',
  'The connection waits for a person: {why}': 'Anslutningen väntar på en människa: {why}',
  'It cannot be read: {why}': 'Det kan inte läsas: {why}',
  'The last run still waits for its turn.': 'Den senaste körningen väntar ännu på sin tur.',
  'The last run met a failure and waits to be tried again.':
    'Den senaste körningen stötte på ett fel och väntar på nästa försök.',
  'The last run, started at {when}, is still going.': 'Den senaste körningen, startad {when}, pågår ännu.',
  'The last run is just ending.': 'Den senaste körningen håller just på att avslutas.',
  'The run was cancelled.': 'Körningen avbröts.',
  'Nothing is lost: the next run reads what this one would have.':
    'Inget är förlorat: nästa körning läser det som denna skulle ha läst.',
  'Nothing is lost: the next run reads what this one would have. If it happens often, let the schedule run less often.':
    'Inget är förlorat: nästa körning läser det som denna skulle ha läst. Händer det ofta, låt schemat köra mer sällan.',
  '{system} ended before the last page of {entity}.': '{system} slutade före sista sidan av {entity}.',
  'This is a fault of the connector. Please report it; what was read so far is stored.':
    'Det är ett fel i kopplingen. Rapportera det; det som hittills lästs är lagrat.',
  'The place where the last page ended could not be found again, so the reading started over.':
    'Stället där sista sidan slutade gick inte att hitta igen, så läsningen började om.',
  'The run was given up after {attempts}. The last one: {why}': 'Körningen gavs upp efter {attempts}. Det sista: {why}',
  'What was read before is stored. Look at the memory and the log of the workers; the next run goes on from there.':
    'Det som lästes dessförinnan är lagrat. Se över arbetarnas minne och logg; nästa körning går vidare därifrån.',
  'Cancelling: it ends after the page in hand.': 'Avbryts: den slutar efter sidan som behandlas.',
  'The run was not started. {why}': 'Körningen startades inte. {why}',
  "The store's total is {total}, but lines, shipping, fees and tax add up to {sum}: a difference of {difference}.":
    'Butikens summa är {total}, men rader, frakt, avgifter och moms blir {sum}: en skillnad på {difference}.',
  'The store says that {told} was given back, but the refunds that it tells of make {sum}: a module of the store gives money back without a document, or hides some. See in the store what was given back before it is booked.':
    'Butiken säger att {told} är återbetalat, men de återbetalningar som den berättar om blir {sum}: en modul i butiken betalar tillbaka utan dokument, eller döljer några. Se i butiken vad som är återbetalat innan det bokförs.',
  'Refunds of {refunds} exceed the total of {total}.': 'Återbetalningar på {refunds} överstiger summan {total}.',
  'The total is {total}, but the lines and their tax add up to {sum}: a difference of {difference}.':
    'Summan är {total}, men raderna och deras moms blir {sum}: en skillnad på {difference}.',
  'No row of the store tells of {amount} of the total, of which tax is {tax}: a module of the store adds to totals (a fee, a gift card, store credit) and does not say where. It is kept as a line of its own. See in the store what it is before it is booked.':
    'Ingen rad i butiken berättar om {amount} av summan, varav moms {tax}: en modul i butiken lägger till i summor (en avgift, ett presentkort, butikskredit) utan att säga var. Det sparas som en egen rad. Se i butiken vad det är innan det bokförs.',
  'The voucher does not balance: its debit is {debit}, its credit {credit}, a difference of {difference}.':
    'Verifikatet balanserar inte: debet är {debit}, kredit {credit}, en skillnad på {difference}.',
  'Refund {id} is {amount}, but its lines add up to {sum}.':
    'Återbetalning {id} är {amount}, men dess rader blir {sum}.',
  'The record is nested too deeply.': 'Posten är för djupt nästlad.',
  'The record could not be understood: {why}': 'Posten gick inte att förstå: {why}',
  'It does not tell its id, so it cannot be asked for by itself. Mend the record in the store, then start a reconcile: that reads it if it can be read. Dismiss this rejection afterwards.':
    'Den säger inte sitt id, så den går inte att fråga efter för sig. Laga posten i butiken och starta sedan en jämförelse med butiken: den läser posten om den går att läsa. Avfärda den här avvisningen därefter.',
  '{system} no longer imports {entity}.': '{system} importerar inte längre {entity}.',
  'Dismiss these rejections: this version of Koppla cannot read them.':
    'Avfärda dessa: denna version av Koppla kan inte läsa dem.',
  'An amount is too large to be stored: at most 14 digits before the point are allowed.':
    'Ett belopp är för stort att lagra: högst 14 siffror före decimaltecknet är tillåtna.',
  'A date lies outside what can be stored.': 'Ett datum ligger utanför det som kan lagras.',
  'A value that records are found by (number, e-mail, SKU) is too long: at most 2,000 characters are allowed.':
    'Ett värde som poster söks med (nummer, e-post, SKU) är för långt: högst 2 000 tecken är tillåtna.',
  'The database refused it: {why}': 'Databasen nekade den: {why}',
  '{list}: {key} is there twice.': '{list}: {key} finns två gånger.',
  'There is no such record among the {entity}.': 'Det finns ingen sådan post bland {entity}.',
  'It has none for them.': 'Det har ingen för dem.',
  'Ask for one that there is: {lookups}.': 'Fråga efter en som finns: {lookups}.',
  '{system} has no such lookup for {entity}.': '{system} har ingen sådan uppslagning för {entity}.',
  '{system} answered in a form we do not know.': '{system} svarade i en form som vi inte känner till.',
  'A plugin of the store may be the cause. If it happens with every record, report this to us.':
    'Ett tillägg i butiken kan vara orsaken. Händer det med varje post, rapportera det.',
  'The store does not have this record any more.': 'Butiken har inte denna post längre.',
  'What was imported of it can still be read. The next reconcile marks it as deleted.':
    'Det som importerats av den kan ännu läsas. Nästa jämförelse med butiken markerar den som borttagen.',
  '{system} did not answer in time.': '{system} svarade inte i tid.',
  'Try again in a moment: the store may be slow, or busy with an import.':
    'Försök igen om en stund: butiken kan vara långsam, eller upptagen med en import.',
}
