import t from 'tap'
import { magentoForm, startMagento } from '../journey/magento/shop.ts'
import { beside } from '../support/command.ts'

// Each command is a process of its own.
t.setTimeout(300_000)

t.test('a form of more fields than two is filled in too', async t => {
  const koppla = await beside(t)
  const shop = await startMagento(t, { orders: 5, products: 7, customers: 3, bearerAllowed: true })
  const { accessToken, secret, consumerKey, consumerSecret } = magentoForm(shop).credential
  const form = ['--system', 'magento', '--url', shop.baseUrl, '--access-token', accessToken]
  const secrets = [secret, consumerKey, consumerSecret].join('\n')

  const few = await koppla(['verify', ...form], `${secret}\n`)
  t.match(few, { code: 2, err: /3 secrets.*Secret, Consumer key, Consumer secret/ })
  const added = await koppla(
    ['connections', 'add', '--name', 'Ljus', ...form, '--field', 'storeView=default'],
    `${secrets}\n`,
  )
  t.match(added, { code: 0, out: /stock by source[\s\S]*Saved as “Ljus”/ })
  for (const one of [secret, consumerKey, consumerSecret]) t.notMatch(added.out + added.err, one)
  t.match(await koppla(['connections', 'show', 'Ljus']), { out: /storeView +default/ })

  const alone = await koppla(['verify', ...form, '--field', 'way=bearer'])
  t.match(alone, { code: 0, out: /✓ The integration is accepted/ }, 'none is asked for that the way in has no use for')
  t.match(await koppla(['verify', ...form, '--field', 'way'], secrets), { code: 2, err: /“way” is no name=value/ })
  t.match(await koppla(['verify', '--system', 'x', '--url', 'y', '--access-token', 'z']), {
    code: 2,
    err: /no external system “x”. There are: woocommerce, magento, shopify, fortnox/,
  })
})
