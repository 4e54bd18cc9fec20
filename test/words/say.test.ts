import t from 'tap'
import { createSay } from '../../src/words/say.ts'

const say = createSay({
  'The key is refused.': 'Nyckeln nekas.',
  'Copy it again.': 'Kopiera den igen.',
  '{entity} cannot be read. {why}': '{entity} kan inte läsas. {why}',
  '{days} of {all} days': '{all} dagar, {days} av dem',
  '{where}: {what}': '{where}: {what}',
  'is missing': 'saknas',
  Orders: 'Order',
})

t.test('words are said in another language, with their values', async t => {
  t.equal(say('The key is refused.'), 'Nyckeln nekas.')
  t.equal(say('3 of 7 days'), '7 dagar, 3 av dem', 'values go where the language wants them')
  t.equal(
    say('Orders cannot be read. The key is refused. Copy it again.'),
    'Order kan inte läsas. Nyckeln nekas. Kopiera den igen.',
  )
  t.equal(say('email: is missing; total: is missing'), 'email: saknas; total: saknas')
  t.equal(say('Nobody wrote this. Copy it again.'), 'Nobody wrote this. Kopiera den igen.', 'what is unknown stays')
})
