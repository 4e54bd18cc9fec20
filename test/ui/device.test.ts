import t from 'tap'
import { describeDevice } from '../../src/ui/parts/device.ts'

t.test('a browser is told as people know it', async t => {
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
  const known = {
    [`${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36`]: 'Chrome, Windows',
    [`${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`]: 'Edge, Windows',
    'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0': 'Firefox, Linux',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36':
      'Chrome, Android',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1':
      'Safari, iPhone',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15':
      'Safari, macOS',
    'curl/8.14.1': 'curl/8.14.1',
  }
  for (const [userAgent, words] of Object.entries(known)) t.equal(describeDevice(userAgent), words)
})
