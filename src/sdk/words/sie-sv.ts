import type { Phrases } from './phrases.ts'

/** What is wrong with a SIE file. */
export const sieSv: Phrases = {
  'This is no SIE file: it does not begin with #FLAGGA.': 'Det här är ingen SIE-fil: den börjar inte med #FLAGGA.',
  'Line {line} of the SIE file cannot be read: {what}.': 'Rad {line} i SIE-filen kan inte läsas: {what}.',
  'field {n} of {label} is missing': 'fält {n} i {label} saknas',
  'field {n} of {label}, “{value}”, is no {wanted}': 'fält {n} i {label}, ”{value}”, är {wanted}',
  'field {n} of {label} is a list of objects': 'fält {n} i {label} är en objektlista',
  'whole number': 'inget heltal',
  'amount such as 1250.50': 'inget belopp som 1250.50',
  'day such as 20260131': 'ingen dag som 20260131',
  'list of objects': 'ingen objektlista',
  'it begins with no label': 'den börjar inte med någon etikett',
  'it is longer than {n} characters': 'den är längre än {n} tecken',
  'a quotation mark is not closed': 'ett citattecken är inte avslutat',
  'a list of objects is not closed': 'en objektlista är inte avslutad',
  'a list of objects has a dimension without an object': 'en objektlista har en dimension utan objekt',
  'a { stands where none may': 'ett { står där inget får stå',
  'a } stands where none may': 'ett } står där inget får stå',
  'its letters are said to be in {format}, and only PC8 is known':
    'dess tecken sägs vara {format}, och bara PC8 är känt',
  'its voucher has more than {n} rows': 'dess verifikat har fler än {n} rader',
  'another voucher begins before the } of the last one': 'ett annat verifikat börjar före }-tecknet för det förra',
  'the { of the voucher before is missing': '{-tecknet för verifikatet före saknas',
  'the file ends within a voucher': 'filen slutar inne i ett verifikat',
}
