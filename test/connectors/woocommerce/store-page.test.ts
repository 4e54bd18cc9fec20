import t from 'tap'
import { pageOf } from '../../../connectors/woocommerce/store-page.ts'
import { storeFacts } from './records.ts'

t.test('a record is edited on a page of wp-admin', async t => {
  const at = 'https://shop.example/wp-admin/'
  t.equal(pageOf('orders', '17', storeFacts), `${at}admin.php?page=wc-orders&action=edit&id=17`)
  t.equal(pageOf('orders', '17', { ...storeFacts, orderStorage: 'posts' }), `${at}post.php?post=17&action=edit`)
  t.equal(pageOf('products', '18', storeFacts), `${at}post.php?post=18&action=edit`)
  t.equal(pageOf('customers', '19', storeFacts), `${at}user-edit.php?user_id=19`)
  t.equal(pageOf('stock', '18', storeFacts), null, 'stock is edited with its product')
})

t.test('WordPress in a folder of its own has wp-admin there', async t => {
  const facts = { ...storeFacts, wordpress: 'https://shop.example/wp/' }
  t.equal(pageOf('products', '18', facts), 'https://shop.example/wp/wp-admin/post.php?post=18&action=edit')
})

t.test('an id is no way out of the page', async t => {
  t.equal(
    pageOf('customers', '1&x=/../', storeFacts),
    'https://shop.example/wp-admin/user-edit.php?user_id=1%26x%3D%2F..%2F',
  )
})
