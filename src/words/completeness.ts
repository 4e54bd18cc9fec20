import type { Phrases } from '../sdk/index.ts'

/** What is said of how fresh and how complete things are. */
export const completeness: Phrases = {
  'A person paused the connection.': 'En människa har pausat anslutningen.',
  'Its schedule is off: nothing is expected.': 'Schemat är avslaget: inget väntas.',
  'The credential was refused, it may not be read, or its last {count} runs failed.':
    'Nyckeln nekades, den får inte läsas, eller de senaste {count} körningarna misslyckades.',
  'A run has got nothing done for {minutes} minutes.': 'En körning har inte kommit vidare på {minutes} minuter.',
  'Nothing has been read to its end yet.': 'Inget har lästs till slutet än.',
  'Two runs were due since it was read, and none came to its end.':
    'Två körningar skulle ha gjorts sedan det lästes, och ingen kom till slutet.',
  'Read when it was due.': 'Läst när det skulle läsas.',
  'The run is {state}; there is nothing to discard.': 'Körningen är {state}; det finns inget att kasta.',
  '{who} discarded it. Nothing was marked deleted.': '{who} kastade den. Inget har markerats som borttaget.',
  'A later run has looked anew since. It asks again if the records are still missing.':
    'En senare körning har tittat på nytt. Den frågar igen om posterna fortfarande saknas.',
  '{who} discarded it: nothing was marked deleted, and {count} {entity} that the store does not show are kept.':
    '{who} kastade den: inget har markerats som borttaget, och {count} {entity} som butiken inte visar behålls.',
  'Runs by the schedule keep them too, and say so. To be asked again, start a reconcile by hand; what the store shows again is imported as ever.':
    'Schemalagda körningar behåller dem också, och säger det. Starta en jämförelse med butiken för hand för att bli tillfrågad igen; det butiken åter visar importeras som vanligt.',
  '{count} of {all} {entity} (more than {share} %) had changed {how}{gone}':
    '{count} av {all} {entity} (mer än {share} %) hade ändrats {how}{gone}',
  '{words}, and were brought up to date.': '{words}, och har uppdaterats.',
  '{missing} of {all} {entity} were deleted in the store. None was marked deleted: the next reconcile asks a person first.':
    '{missing} av {all} {entity} är borttagna i butiken. Inget har markerats som borttaget: nästa jämförelse med butiken frågar en människa först.',
  'It waited for a person. A later run has looked anew.':
    'Den väntade på en människa. En senare körning har tittat på nytt.',
  'Look at the later run.': 'Se den senare körningen.',
  '{count} {entity} that the store does not show any more are kept, as a person decided. Start this run by hand to be asked again.':
    '{count} {entity} som butiken inte längre visar behålls, som en människa har beslutat. Starta denna körning för hand för att bli tillfrågad igen.',
  'Look at the store. If these records are really gone, approve the deletion. If they are to stay as they are, discard the run and keep them; if the store is to be put right first, cancel this run.':
    'Titta i butiken. Är posterna verkligen borta, godkänn borttagningen. Ska de vara kvar som de är, kasta körningen och behåll dem; ska butiken rättas till först, avbryt körningen.',
  'No import of {entity} has come to its end yet.': 'Ingen import av {entity} har kommit till sitt slut än.',
  'Wait for the first one, or import now.': 'Vänta på den första, eller importera nu.',
  'Activate the schedule, or import now.': 'Slå på schemat, eller importera nu.',
  'It is not known from when on all {entity} are here.': 'Det är inte känt från när alla {entity} finns här.',
  'Order Start is earlier: what was created before {when} has not been read to its end.':
    'Order Start är tidigare: det som skapades före {when} har inte lästs till slutet.',
  'Wait for the import of the earlier ones, or for the next reconcile; or start one now.':
    'Vänta på importen av de tidigare, eller på nästa jämförelse med butiken; eller starta en nu.',
  '{records} could not be stored and {are} set aside.': '{records} kunde inte lagras och har lagts åt sidan.',
  'Look at the reasons, put them right in the store, and retry.':
    'Se orsakerna, rätta till dem i butiken och försök igen.',
  'A reconcile of {entity} found many gone from the store, and waits for a person before it marks them deleted.':
    'En jämförelse av {entity} fann många borta från butiken, och väntar på en människa innan den markerar dem som borttagna.',
  'See what it found, then approve or discard it.': 'Se vad den fann och godkänn eller kasta det sedan.',
  'The connection is paused.': 'Anslutningen är pausad.',
  'The schedule is off.': 'Schemat är avslaget.',
  'A run is going on that gets nothing done.': 'En körning pågår som inte kommer vidare.',
  'Nothing was read to its end since {when}, though two runs were due.':
    'Inget har lästs till slutet sedan {when}, fast två körningar skulle ha gjorts.',
  'Read at {when}.': 'Läst {when}.',
  'The last {runs} failed.': 'De senaste {runs} misslyckades.',
  '1 record': '1 post',
  '{n} records': '{n} poster',
  '{n} runs': '{n} körningarna',
  unnoticed: 'obemärkt',
  'at once': 'på en gång',
}
