import type { Phrases } from '../../../src/sdk/index.ts'

/** Why Fortnox answers otherwise than it was asked to. */
export const answers: Phrases = {
  'Fortnox cannot be asked for a record with the number “{number}”.':
    'Fortnox kan inte frågas efter en post med numret ”{number}”.',
  'Give it another number in Fortnox.': 'Ge den ett annat nummer i Fortnox.',
  'Fortnox answered in a form we do not know ({place}).':
    'Fortnox svarade i en form som vi inte känner till ({place}).',
  'Koppla may be too old for Fortnox’s API: update it. If it is the newest, report this.':
    'Koppla kan vara för gammalt för Fortnox API: uppdatera det. Är det det nyaste, rapportera detta.',
  'Fortnox was asked for {number} of its {list} and gave {told}.':
    'Fortnox fick frågan om {number} bland sina {list} och gav {told}.',
  'another thing': 'något annat',
  articles: 'artiklar',
  customers: 'kunder',
  orders: 'order',
  invoices: 'fakturor',
  accounts: 'konton',
  vouchers: 'verifikat',
  'Fortnox was asked for {list} of one financial year and gave another’s.':
    'Fortnox fick frågan om {list} i ett räkenskapsår och gav ett annats.',
  'Fortnox does not tell its financial years whole: {why}.': 'Fortnox berättar inte om alla sina räkenskapsår: {why}.',
  '{count} of {total} were told': '{count} av {total} nämndes',
  'one of them has no number, or no days': 'ett av dem har inget nummer, eller inga dagar',
  'The financial year that was being read is gone in Fortnox.':
    'Räkenskapsåret som lästes finns inte längre i Fortnox.',
  'Nothing needs to be done: the reading starts over.': 'Inget behöver göras: läsningen börjar om.',
  'Fortnox does not give its SIE file of {from} to {to}, so {lacking}. {message}':
    'Fortnox ger inte sin SIE-fil för {from} till {to}, så {lacking}. {message}',
  'Report this with the file.': 'Rapportera detta tillsammans med filen.',
  'the closing balances of that year are not told': 'årets utgående balanser berättas inte',
  'each voucher of that year is read by itself, which takes longer':
    'varje verifikat i det året läses för sig, vilket tar längre tid',
  'Try again in a few minutes. If it stays, report this.':
    'Försök igen om några minuter. Kvarstår det, rapportera detta.',
  'Fortnox refuses: {message}{code}': 'Fortnox nekar: {message}{code}',
  'What Fortnox says in Swedish tells what is to be done there. Then try again.':
    'Det Fortnox säger berättar vad som ska göras där. Försök sedan igen.',
  'The server at this address does not answer as Fortnox does.':
    'Servern på den här adressen svarar inte som Fortnox gör.',
  'Check the API URL: it is https://api.fortnox.se for all companies.':
    'Kontrollera API URL: den är https://api.fortnox.se för alla företag.',
  'Fortnox asks for a pause: the company is asked too often.':
    'Fortnox ber om en paus: företaget får för många förfrågningar.',
  'Nothing needs to be done: requests go on after the pause. Other integrations with the same client ID share it.':
    'Inget behöver göras: förfrågningarna fortsätter efter pausen. Andra integrationer med samma client ID delar den.',
  'Fortnox does not know this record.': 'Fortnox känner inte till den här posten.',
  'Nothing to do: it was removed there.': 'Inget att göra: det är borttaget där.',
  'Fortnox did not understand the question ({code}).': 'Fortnox förstod inte frågan ({code}).',
  'Fortnox has a problem of its own.': 'Fortnox har ett eget problem.',
  'Try again in a few minutes; status.fortnox.se tells of larger ones.':
    'Försök igen om några minuter; status.fortnox.se berättar om större problem.',
  'Fortnox gives a whole page of its {list} without their numbers.':
    'Fortnox ger en hel sida av sina {list} utan deras nummer.',
  'The record stands in a list of Fortnox without its number, so that it cannot be read. Find it in Fortnox by what is shown here, and save it there again. Once it has come, dismiss this.':
    'Posten står i en lista hos Fortnox utan sitt nummer, så den kan inte läsas. Leta upp den i Fortnox efter det som visas här och spara den där på nytt. När den har kommit, avfärda detta.',
  'Fortnox gives the same page of its {list} again and again.': 'Fortnox ger samma sida av sina {list} om och om igen.',
}
