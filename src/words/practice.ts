import type { Phrases } from '../sdk/index.ts'

/** What is said of practice stores. */
export const practice: Phrases = {
  'A practice store runs within the process that imports from it, and here KOPPLA_ROLE divides the work. Practise in an installation of its own, where one process does all.':
    'En övningsbutik körs i den process som importerar från den, och här delar KOPPLA_ROLE upp arbetet. Öva i en egen installation, där en enda process gör allt.',
  'This Koppla was started without practice stores.': 'Denna Koppla startades utan övningsbutiker.',
  'There is no practice store of this system. There are: {systems}.':
    'Det finns ingen övningsbutik för detta system. De som finns: {systems}.',
  'There is a practice store already, “{name}”.': 'Det finns redan en övningsbutik, ”{name}”.',
  'Use that one, or delete its connection first.': 'Använd den, eller ta först bort dess anslutning.',
  'This practice store has sold {count} orders; it sells no more.':
    'Denna övningsbutik har sålt {count} ordrar; den säljer inga fler.',
  'Delete its connection, and start another one.': 'Ta bort dess anslutning och starta en annan.',
  'This practice store does not run: its address was taken when Koppla started.':
    'Denna övningsbutik körs inte: dess adress var upptagen när Koppla startade.',
  'There is no such practice store.': 'Det finns ingen sådan övningsbutik.',
  'Of {faults} each is allowed.': 'Tillåtet är {faults}.',
  'The practice store of this connection does not run in this process.':
    'Övningsbutiken för denna anslutning körs inte i denna process.',
  'Start Koppla again; if that does not help, delete this connection and start another practice store.':
    'Starta om Koppla; om det inte hjälper, ta bort denna anslutning och starta en annan övningsbutik.',
}
