import type { Phrases } from '../sdk/index.ts'

/** What giving consent at a system's own page says. */
export const authorizations: Phrases = {
  '{system} has no page where consent could be given.': '{system} har ingen sida där medgivande kan ges.',
  'Copy the values that the form asks for.': 'Kopiera värdena som formuläret frågar efter.',
  'The address that was filled in leads to no page.': 'Adressen som är ifylld leder inte till någon sida.',
  'This session has not asked for such a consent.': 'Den här sessionen har inte bett om något sådant medgivande.',
  'This consent was not asked for in this browser, or it was cancelled.':
    'Medgivandet begärdes inte i den här webbläsaren, eller så avbröts det.',
  'This consent was used already.': 'Medgivandet är redan använt.',
  'This consent was asked for more than ten minutes ago.': 'Medgivandet begärdes för mer än tio minuter sedan.',
  'Go back to the form and begin again there.': 'Gå tillbaka till formuläret och börja om där.',
  'Nobody gave consent at {system}.': 'Ingen gav sitt medgivande hos {system}.',
  'Begin again, and allow what is asked for there.': 'Börja om, och tillåt det som efterfrågas där.',
  '{system} refused ({why}).': '{system} nekade ({why}).',
  'Put that right there, then begin again.': 'Rätta till det där och börja sedan om.',
  '{system} gave consent, and Koppla can make nothing of the answer.':
    '{system} gav sitt medgivande, men Koppla kan inte tolka svaret.',
  'The consent that this goes by was used, has expired, or was asked for by somebody else.':
    'Medgivandet som detta går efter har använts, gått ut eller begärts av någon annan.',
  'Ask for consent again, verify, and save within fifty minutes.':
    'Be om medgivande igen, verifiera och spara inom femtio minuter.',
  'Begin again. If it happens again, tell the operator: the log says what happened.':
    'Börja om. Händer det igen, säg till driftansvarig: loggen säger vad som hände.',
  '{system} has let Koppla in.': '{system} har släppt in Koppla.',
  '{system} has not let Koppla in.': '{system} har inte släppt in Koppla.',
  'You may close this window and go on in the form.': 'Du kan stänga det här fönstret och fortsätta i formuläret.',
  'This could not be finished.': 'Detta kunde inte slutföras.',
  'Nobody is signed in any more.': 'Ingen är längre inloggad.',
  'Sign in, and begin again in the form.': 'Logga in och börja om i formuläret.',
}
