import t from 'tap'
import { identityOf, pastedAddress, siteAddress } from '../../../connectors/woocommerce/address.ts'
import { offsetOf } from '../../../connectors/woocommerce/checks/wordpress.ts'
import { announcedRoot } from '../../../connectors/woocommerce/discovery.ts'
import { routeUrl } from '../../../connectors/woocommerce/transport.ts'

t.test('what people paste is cut to the address of the site', async t => {
  const cut: Record<string, string> = {
    'https://shop.example': 'https://shop.example/',
    ' https://Shop.Example/ ': 'https://shop.example/',
    'shop.example/folder/': 'https://shop.example/folder/',
    'https://shop.example/wp-admin': 'https://shop.example/',
    'https://shop.example/wp-admin/admin.php?page=wc-settings&tab=advanced': 'https://shop.example/',
    'https://shop.example/folder/wp-json/wc/v3/orders': 'https://shop.example/folder/',
    'https://shop.example/wp-login.php': 'https://shop.example/',
    'https://shop.example/index.php?rest_route=/wc/v3': 'https://shop.example/',
    'http://shop.example:8080/#top': 'http://shop.example:8080/',
    'https://shop.example/wp-jsonish': 'https://shop.example/wp-jsonish/',
  }
  for (const [typed, address] of Object.entries(cut)) t.equal(siteAddress(typed), address, typed)
})

t.test('what is no whole address is left as it was typed, for the check of addresses to name', async t => {
  for (const typed of ['shop.example', 'https://user:word@shop.example', 'ftp://shop.example', 'my shop']) {
    t.equal(pastedAddress(typed), typed)
  }
  t.equal(pastedAddress('https://shop.example/wp-admin?x=1'), 'https://shop.example/')
})

t.test('a store is the same under http, https and www, and another in another folder or port', async t => {
  t.equal(identityOf('https://www.Shop.example/'), 'shop.example')
  t.equal(identityOf('http://shop.example'), 'shop.example')
  t.equal(identityOf('http://shop.example:8080/Folder/'), 'shop.example:8080/folder')
})

t.test('hours from Greenwich become an offset', async t => {
  t.strictSame([1, 5.5, -3.5, 0, -11, 5.75].map(offsetOf), ['+01:00', '+05:30', '-03:30', '+00:00', '-11:00', '+05:45'])
})

t.test('the API is found where the site announces it, and only within the same site', async t => {
  const page = (link: string, text = '') => ({
    ...{ status: 200, url: 'https://shop.example/', redirects: [], text, date: null, durationMs: 1 },
    headers: { link },
  })
  const announced = (address: string) => page(`<${address}>; rel="https://api.w.org/"`)
  const site = 'https://shop.example/'
  t.equal(
    announcedRoot(announced('https://shop.example/index.php/wp-json/'), site),
    'https://shop.example/index.php/wp-json/',
  )
  t.equal(announcedRoot(announced('http://www.shop.example/?rest_route=/'), site), 'https://shop.example/?rest_route=/')
  t.equal(announcedRoot(announced('https://other.example/wp-json/'), site), undefined)
  const head = `<link rel='https://api.w.org/' href='https://shop.example/blog/wp-json/' />`
  t.equal(announcedRoot(page('', head), site), 'https://shop.example/blog/wp-json/')
})

t.test('a route is appended to the root, and the hint stays as WooCommerce looks for it', async t => {
  t.equal(
    routeUrl('https://shop.example/wp-json/wc/v3/', 'orders', { status: 'a,b', per_page: 2 }),
    'https://shop.example/wp-json/wc/v3/orders?status=a%2Cb&per_page=2',
  )
  t.equal(
    routeUrl('https://shop.example/?rest_route=/wc/v3/', 'orders/1', {}),
    'https://shop.example/?rest_route=/wc/v3/orders/1&x=wp-json/wc/',
  )
  t.equal(routeUrl('https://shop.example/wp-json/wc/v3/', '', {}), 'https://shop.example/wp-json/wc/v3')
})
